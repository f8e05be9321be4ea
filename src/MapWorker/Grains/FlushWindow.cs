using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Grains;

/// <summary>
/// How long contributions wait for others to the same grain. Short while work is fresh, for freshness; doubled step by step
/// while the backlog is old, because fewer and larger writes drain it sooner. Safe for use by many threads.
/// </summary>
internal sealed class FlushWindow(MapWorkerOptions options)
{
    private long _backlogAgeTicks;
    private TimeSpan _current = options.FlushWindow;

    /// <summary>Notes how long the newest received work item waited in the queue.</summary>
    public void NoteBacklogAge(TimeSpan age) => Volatile.Write(ref _backlogAgeTicks, age.Ticks);

    /// <summary>The window for the next flush; called once per flush.</summary>
    public TimeSpan Next()
    {
        var old = Volatile.Read(ref _backlogAgeTicks) > options.OldBacklog.Ticks;
        var wanted = old ? _current * 2 : _current / 2;
        var longest = options.LongestFlushWindow > options.FlushWindow ? options.LongestFlushWindow : options.FlushWindow;
        _current = wanted < options.FlushWindow ? options.FlushWindow : wanted > longest ? longest : wanted;
        return _current;
    }
}
