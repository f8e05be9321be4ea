using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Trips;

/// <summary>
/// To work and back, Monday to Friday, a few minutes sooner or later each day; the usual way but for some days, and as long
/// as it is open.
/// </summary>
internal sealed class CommuteItinerary : IItinerary
{
    private const double NearestM = 1500;
    private const double FarthestM = 20_000;
    private const double OtherWayShare = 0.1;
    private const double UsualSpread = 0.15;
    private const double OtherSpread = 0.6;
    private const double DailySpreadMinutes = 6;
    private const int Attempts = 6;

    private readonly RouteFinder _routes;
    private readonly SimulationRandom _random;
    private readonly TimeSpan _utcOffset;
    private readonly ulong _seed;
    private readonly double _leavesHomeMinute;
    private readonly double _leavesWorkMinute;
    private readonly UsualWay _toWork = new();
    private readonly UsualWay _toHome = new();
    private readonly int _home;
    private readonly int _work;
    private bool _isAtWork;

    public CommuteItinerary(
        PlaceFinder places, RouteFinder routes, long startMs, TimeSpan utcOffset, SimulationRandom random)
    {
        (_routes, _random, _utcOffset) = (routes, random, utcOffset);
        _seed = random.NextBits();
        _leavesHomeMinute = Math.Clamp(7.5 * 60 + 45 * random.NextGaussian(), 5 * 60, 10 * 60);
        _leavesWorkMinute = _leavesHomeMinute + Math.Clamp(8.75 * 60 + 45 * random.NextGaussian(), 4 * 60, 11 * 60);
        var home = places.Draw(random);
        _home = places.NodeOf(home);
        _work = places.DrawAway(home, NearestM, FarthestM, random);
        // Who comes into a working day finds the car where its owner is.
        _isAtWork = NextOf(_leavesWorkMinute, startMs) < NextOf(_leavesHomeMinute, startMs);
        Home = _isAtWork ? places.At(_work, random) : home;
        FirstDepartureMs = NextDepartureMs(startMs);
    }

    public RoadPlace Home { get; }

    public long FirstDepartureMs { get; }

    public RouteTaste Taste { get; private set; }

    public long NextDepartureMs(long nowMs) => NextOf(_isAtWork ? _leavesWorkMinute : _leavesHomeMinute, nowMs);

    public bool TryPlan(RoadPlace from, Trip trip)
    {
        var (to, way) = _isAtWork ? (_home, _toHome) : (_work, _toWork);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt == 0 && !_random.Chance(OtherWayShare))
            {
                Taste = new RouteTaste(_seed, UsualSpread, false);
                if (way.TryFill(from, _routes, trip))
                    return Arrive();
            }
            else
                Taste = new RouteTaste(_random.NextBits(), OtherSpread, false);

            if (_routes.TryFind(from, to, -1, Taste, trip))
            {
                if (Taste.Guess == _seed)
                    way.Keep(from, trip);
                return Arrive();
            }
        }

        return false;
    }

    private bool Arrive()
    {
        _isAtWork = !_isAtWork;
        return true;
    }

    // The next workday's minute, with the day's own deviation, after a moment.
    private long NextOf(double minute, long afterMs)
    {
        var after = DateTimeOffset.FromUnixTimeMilliseconds(afterMs) + _utcOffset;
        for (var date = after.Date.AddDays(-1); ; date = date.AddDays(1))
        {
            if (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
                continue;
            var day = new SimulationRandom(SimulationRandom.Derive(_seed, (ulong)(date.Ticks / TimeSpan.TicksPerDay)));
            var leaves = date.AddMinutes(minute + DailySpreadMinutes * day.NextGaussian());
            if (leaves > after.DateTime)
                return new DateTimeOffset(leaves - _utcOffset, TimeSpan.Zero).ToUnixTimeMilliseconds();
        }
    }
}
