namespace Telemetry.AppHost.Scaling;

/// <summary>
/// The rate of something that several processes count, each from its start on: sums what their counters grew by, so that a
/// process that ends or starts again neither takes back nor repeats what was counted. For one caller at a time.
/// </summary>
/// <param name="window">The time that a rate is taken over; over 0.</param>
internal sealed class FlowMeter(TimeSpan window)
{
    private readonly Dictionary<string, double> _counters = new(StringComparer.Ordinal);
    private readonly Queue<(DateTimeOffset At, double Total)> _totals = new();
    private double _total;
    private bool _began;

    /// <summary>What was counted since the first look.</summary>
    public double Total => _total;

    /// <summary>Takes in what the processes say at one point in time; those that cannot be asked are left out.</summary>
    /// <param name="counters">By process: another name for one that was started again.</param>
    /// <param name="now">The time; later than the last.</param>
    public void Add(IEnumerable<(string Process, double Count)> counters, DateTimeOffset now)
    {
        foreach (var (process, count) in counters)
        {
            // What a process counted before the first look is none of this window; one that came later began at 0.
            if (_counters.TryGetValue(process, out var before) || _began)
                _total += Math.Max(0, count - before);
            _counters[process] = count;
        }

        _began = true;
        _totals.Enqueue((now, _total));
        while (_totals.Count > 2 && now - _totals.ElementAt(1).At >= window)
            _totals.Dequeue();
    }

    /// <summary>What was counted each second, over the window; null before the second look.</summary>
    public double? PerSecond => _totals.Count < 2 ? null : Grown / (_totals.Last().At - _totals.Peek().At).TotalSeconds;

    /// <summary>What was counted within the window.</summary>
    public double Grown => _totals.Count < 2 ? 0 : _totals.Last().Total - _totals.Peek().Total;
}
