namespace Telemetry.Terminal;

/// <summary>
/// How fast a number grows, over the last seconds: what went on before says little about what is left. For one thread.
/// </summary>
/// <param name="span">How far back readings count.</param>
/// <param name="time">The clock.</param>
public sealed class RateWindow(TimeSpan span, TimeProvider time)
{
    // Readings closer together than this say nothing new and would fill memory.
    private static readonly TimeSpan s_apart = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_least = TimeSpan.FromMilliseconds(500);

    private readonly LinkedList<(long At, double Value)> _readings = [];

    /// <summary>Notes a reading.</summary>
    public void Add(double value)
    {
        var now = time.GetTimestamp();
        if (_readings.Last?.Previous is { } before && time.GetElapsedTime(before.Value.At, now) < s_apart)
            _readings.RemoveLast();
        _readings.AddLast((now, value));

        // One reading older than the span stays: without it a slow series would have no rate at all.
        while (_readings.First?.Next is { } second && time.GetElapsedTime(second.Value.At, now) >= span)
            _readings.RemoveFirst();
    }

    /// <summary>
    /// Growth per second up to this moment, so that it falls while nothing comes; null before there are readings of half a second.
    /// </summary>
    public double? PerSecond()
    {
        if (_readings.Count < 2)
            return null;
        var (first, last) = (_readings.First!.Value, _readings.Last!.Value);
        var seconds = time.GetElapsedTime(first.At);
        return seconds < s_least ? null : (last.Value - first.Value) / seconds.TotalSeconds;
    }
}
