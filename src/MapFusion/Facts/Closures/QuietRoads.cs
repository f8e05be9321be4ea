namespace Telemetry.MapFusion.Facts.Closures;

/// <summary>
/// Which roads lie quiet: those of which it is unlikely, by the clock of the roads around, that no more vehicles came since a day if all was
/// as before it. Vehicles count, not passes, less those below the number that a fact needs: they make no road quiet. For one thread.
/// </summary>
internal sealed class QuietRoads(TrafficAround around)
{
    private const int BusyDays = 28;
    private const int QuietDays = 3;

    // Days by which roads may differ that lie quiet for one reason.
    private const int SlackDays = 2;

    // Natural logarithms of the odds against chance: 10,000 to 1 for all vehicles, for there are thousands of roads and every day may be the
    // last, and 400 to 1 for the last ones alone. A road with fewer passes than before is quiet for longer by chance.
    private const double LeastEvidence = 9.2;
    private const double LeastOfLast = 6;

    // How unlikely it may be that as few of a road's vehicles came in its last days: less likely, and it had lost its traffic before.
    private const double LeastChance = 0.01;

    private readonly Dictionary<RoadTraffic, int?> _quiet = [];

    /// <summary>The last usual day of a road that lies quiet; null for any other.</summary>
    public int? LastDay(RoadTraffic road)
    {
        if (!_quiet.TryGetValue(road, out var last))
            _quiet[road] = last = road.LastUsualDay(around.Options) is { } day && IsQuietAfter(road, day) ? day : null;
        return last;
    }

    /// <summary>True where a road lies quiet since about a day.</summary>
    public bool IsQuietSince(RoadTraffic road, int day) => LastDay(road) is { } last && Math.Abs(last - day) <= SlackDays;

    /// <summary>True where enough vehicles came to a road after a day, and some time.</summary>
    public bool IsDrivenSince(RoadTraffic road, int day) => around.On(road, day + SlackDays, around.NewestDay) > 0;

    /// <summary>What a road had in the time before a day, in vehicles, less what it had since by the clock of the others.</summary>
    /// <param name="road">The road.</param>
    /// <param name="day">The day.</param>
    /// <param name="since">Vehicles since for one before, on the roads around.</param>
    public double Lost(RoadTraffic road, int day, double since) =>
        road.Seen(day - BusyDays, day) - road.Seen(day, around.NewestDay) / since;

    /// <summary>Vehicles since a day for one in the time before it, on the roads around a road.</summary>
    public double Since(RoadTraffic road, int day) => Math.Max(
        0.1, around.Beside(road, day, around.NewestDay) / Math.Max(1.0, around.Beside(road, day - BusyDays, day)));

    /// <summary>False where a road's vehicles became fewer before its last day: then it lost them to something else.</summary>
    public bool StoppedAtOnce(RoadTraffic road, int last)
    {
        if (road.FirstDay(last - BusyDays) is not { } first)
            return false;
        double all = Math.Max(1, around.Beside(road, first - 1, last));
        var vehicles = road.Seen(first - 1, last);
        for (var day = first; day < last; day++)
            if (AtMost(road.Seen(day, last), vehicles * around.Beside(road, day, last) / all) < LeastChance)
                return false;
        return true;
    }

    private bool IsQuietAfter(RoadTraffic road, int last)
    {
        if (around.NewestDay - last < QuietDays || road.FirstDay(last - BusyDays) is not { } first || !IsUnlikely(road, last))
            return false;
        for (var day = first; day < last && road.Seen(day, last) >= 2 * around.Options.MinVehicles - 1; day++)
            if (Evidence(road, day, last) < LeastOfLast)
                return false;
        return true;
    }

    // Since its last usual day, or since one of the few who came after that, who may be lying or not.
    private bool IsUnlikely(RoadTraffic road, int last)
    {
        for (int? day = last; day is { } to; day = road.FirstDay(to))
            if (Evidence(road, to - BusyDays, to) >= LeastEvidence)
                return true;
        return false;
    }

    // How unlikely it is that none of the road's vehicles came since, were it open: minus the natural logarithm.
    private double Evidence(RoadTraffic road, int from, int last)
    {
        double before = around.Beside(road, from, last), since = around.Beside(road, last, around.NewestDay);
        return before > 0 ? around.On(road, from, last) * Math.Log(1 + since / before) : 0;
    }

    // Poisson's chance of so few where so many are expected.
    private static double AtMost(int seen, double expected)
    {
        double term = Math.Exp(-expected), sum = term;
        for (var i = 1; i <= seen; i++)
            sum += term *= expected / i;
        return sum;
    }
}
