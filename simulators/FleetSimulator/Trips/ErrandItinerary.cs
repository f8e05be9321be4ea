using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Trips;

/// <summary>Random short trips, often by way of somewhere else: shortest routes alone hardly ever lead through a side street.</summary>
internal sealed class ErrandItinerary : IItinerary
{
    private const double NearestM = 1000;
    private const double FarthestM = 5000;
    private const double ShortestTripM = 500;
    private const int Attempts = 12;
    private const double GuessSpread = 0.6;
    private const double ViaShare = 0.6;

    private readonly PlaceFinder _places;
    private readonly RouteFinder _routes;
    private readonly DepartureTimes _times;
    private readonly SimulationRandom _random;

    public ErrandItinerary(PlaceFinder places, RouteFinder routes, DepartureTimes times, SimulationRandom random)
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
            var to = _places.DrawAway(from, NearestM, FarthestM, _random);
            var via = _random.Chance(ViaShare) ? _places.DrawNode(_random) : -1;
            if (via >= 0 && _places.AwayM(from, via) > FarthestM)
                via = -1;
            Taste = new RouteTaste(_random.NextBits(), GuessSpread, false);
            if ((_routes.TryFind(from, to, via, Taste, trip) || (via >= 0 && _routes.TryFind(from, to, -1, Taste, trip))) &&
                trip.LengthM >= ShortestTripM)
                return true;
        }

        return false;
    }
}
