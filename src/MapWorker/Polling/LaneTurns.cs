using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.MapWorker.Polling;

/// <summary>
/// Who may fetch: the live lane always, the bulk lane while the live one has nothing, and else once for every nine fetches of live
/// work, so that it never starves. Safe for use by many threads; one of them per lane.
/// </summary>
internal sealed class LaneTurns(TimeProvider time)
{
    /// <summary>Fetches of live work between two of the bulk lane while live work waits.</summary>
    public const int LiveFetchesPerBulkFetch = 9;

    // A queue that has something answers sooner.
    private static readonly TimeSpan s_idleAfter = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private long? _liveAsksSince;
    private int _liveFetches;

    /// <summary>The live lane asks its queue.</summary>
    public void BeginLive()
    {
        lock (_gate)
            _liveAsksSince ??= time.GetTimestamp();
    }

    /// <summary>The queue has answered. A poll that found nothing does not end the idle time.</summary>
    public void EndLive(int received)
    {
        lock (_gate)
        {
            if (received == 0)
                return;
            _liveAsksSince = null;
            _liveFetches++;
        }
    }

    /// <summary>Waits for the lane's turn.</summary>
    public async Task WaitAsync(WorkLane lane, CancellationToken cancellationToken)
    {
        while (lane == WorkLane.Bulk && !TryTakeBulk())
            await Task.Delay(s_idleAfter, time, cancellationToken);
    }

    private bool TryTakeBulk()
    {
        lock (_gate)
        {
            var isIdle = _liveAsksSince is { } since && time.GetElapsedTime(since) >= s_idleAfter;
            if (!isIdle && _liveFetches < LiveFetchesPerBulkFetch)
                return false;
            _liveFetches = 0;
            return true;
        }
    }
}
