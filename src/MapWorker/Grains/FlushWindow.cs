using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Grains;

/// <summary>
/// How long contributions wait for others to the same grain. Short while work is fresh, for freshness; doubled step by step
/// while the backlog is old, because fewer and larger writes drain it sooner. An old bulk lane counts only while there is no live
/// work, which would have to wait with it.
/// </summary>
internal sealed class FlushWindow(MapWorkerOptions options)
{
    private const long Empty = -1;
    private readonly long[] _backlogAgeTicks = [.. Enum.GetValues<WorkLane>().Select(_ => Empty)];
    private TimeSpan _current = options.FlushWindow;

    /// <summary>About how often a busy grain is written as things stand: once per flush window.</summary>
    public TimeSpan Pace => IsOld ? _current : options.FlushWindow;

    private bool IsOld
    {
        get
        {
            var live = Volatile.Read(ref _backlogAgeTicks[(int)WorkLane.Live]);
            return (live == Empty ? Volatile.Read(ref _backlogAgeTicks[(int)WorkLane.Bulk]) : live) > options.OldBacklog.Ticks;
        }
    }

    /// <summary>Notes how long the newest item just received from a lane had waited; null where the lane was empty.</summary>
    public void NoteBacklogAge(WorkLane lane, TimeSpan? age) => Volatile.Write(ref _backlogAgeTicks[(int)lane], age?.Ticks ?? Empty);

    /// <summary>The window for the next flush; called once per flush, by one thread at a time.</summary>
    public TimeSpan Next()
    {
        var wanted = IsOld ? _current * 2 : _current / 2;
        var longest = options.LongestFlushWindow > options.FlushWindow ? options.LongestFlushWindow : options.FlushWindow;
        _current = wanted < options.FlushWindow ? options.FlushWindow : wanted > longest ? longest : wanted;
        return _current;
    }
}
