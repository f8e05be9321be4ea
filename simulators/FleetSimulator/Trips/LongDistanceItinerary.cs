using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Trips;

/// <summary>Across the whole map: to the farthest of some random places, on motorways and trunk roads where there are any.</summary>
internal sealed class LongDistanceItinerary : IItinerary
{
    private const int Attempts = 6;
    private const double GuessSpread = 0.2;

    private readonly PlaceFinder _places;
    private readonly RouteFinder _routes;
    private readonly DepartureTimes _times;
    private readonly SimulationRandom _random;

    public LongDistanceItinerary(PlaceFinder places, RouteFinder routes, DepartureTimes times, SimulationRandom random)
    {
        (_places, _routes, _times, _random) = (places, routes, times, random);
        Home = places.Draw(random);
        FirstDepartureMs = times.First(random);
    }

    public RoadPlace Home { get; }

    public long FirstDepartureMs { get; }

    public RouteTaste Taste { get; private set; }

    public long NextDepartureMs(long nowMs) => _times.Next(nowMs, _random);

    public bool TryPlan(RoadPlace from, Trip trip)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // Farther than any map of a region is wide: gives the farthest of those drawn.
            var to = _places.DrawAway(from, 1e6, 1e7, _random);
            Taste = new RouteTaste(_random.NextBits(), GuessSpread, true);
            if (_routes.TryFind(from, to, -1, Taste, trip))
                return true;
        }

        return false;
    }
}
