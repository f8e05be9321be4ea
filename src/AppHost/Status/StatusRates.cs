namespace Telemetry.AppHost.Status;

/// <summary>How fast frames come in and are applied, by the readings of the last seconds. For one thread.</summary>
internal sealed class StatusRates(TimeProvider time)
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);

    private RateWindow _received = new(s_window, time);
    private RateWindow _applied = new(s_window, time);
    private long _last;

    /// <summary>Frames received per second; null before there are two readings.</summary>
    public double? Received => _received.PerSecond();

    /// <summary>Frames applied per second; null before there are two readings.</summary>
    public double? Applied => _applied.PerSecond();

    /// <summary>Notes a reading; one without books says nothing.</summary>
    public void Add(StatusReport? report)
    {
        if (report?.Platform?.Frames is not { } frames)
            return;

        // Another platform, or books that were forgotten: what was counted before is not what it counts.
        if (frames.Received < _last)
            (_received, _applied) = (new(s_window, time), new(s_window, time));
        _received.Add(frames.Received);
        _applied.Add(frames.Applied);
        _last = frames.Received;
    }
}
