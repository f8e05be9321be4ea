using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Trips;

/// <summary>Gives every vehicle of a fleet what it is used for.</summary>
internal sealed class ItineraryDraw(PlaceFinder places, RouteFinder routes, FleetOptions options, TimeSpan utcOffset)
{
    private const double MinuteMs = 60e3;

    private readonly long _startMs = options.StartUtc.ToUnixTimeMilliseconds();

    public IItinerary Draw(SimulationRandom random) => options.Trips.Draw(random) switch
    {
        TripPurpose.Commute => new CommuteItinerary(places, routes, _startMs, utcOffset, random),
        TripPurpose.Errand => new ErrandItinerary(places, routes, Times(120, 20, 240, true), random),
        TripPurpose.LongDistance => new LongDistanceItinerary(places, routes, Times(60, 20, 90, false), random),
        _ => new ErrandItinerary(places, routes, TaxiTimes(), random),
    };

    private DepartureTimes Times(double spreadMinutes, double pauseMinMinutes, double pauseMaxMinutes, bool onlyByDay) => new(
        _startMs, spreadMinutes * MinuteMs, pauseMinMinutes * MinuteMs, pauseMaxMinutes * MinuteMs, utcOffset, onlyByDay);

    private DepartureTimes TaxiTimes() => new(
        _startMs, options.StartSpread.TotalMilliseconds, options.PauseMin.TotalMilliseconds, options.PauseMax.TotalMilliseconds,
        utcOffset, false);
}
