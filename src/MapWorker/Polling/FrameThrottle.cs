using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.MapWorker.Polling;

/// <summary>
/// Holds a worker to so many frames a second: an item may be begun once its frames have passed, one after the other, as through a
/// machine of that speed. The live lane's pass first; while both lanes wait, every tenth slice is the bulk lane's. An item that
/// passes is taken in slices, so that a live one never waits for the whole of a bulk one. Safe for use by many threads.
/// </summary>
/// <param name="framesPerSecond">The speed; 0 for no limit.</param>
/// <param name="time">The clock.</param>
internal sealed class FrameThrottle(double framesPerSecond, TimeProvider time)
{
    /// <summary>Slices of the live lane between two of the bulk lane while both wait.</summary>
    public const int LiveSlicesPerBulkSlice = 9;

    // Short beside what anybody notices, long beside what a timer is late by.
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(50);

    // What was lost to a late timer, or to the way from one item to the next, is made up for; idle time is not.
    private static readonly TimeSpan s_credit = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly Queue<Passage> _live = new();
    private readonly Queue<Passage> _bulk = new();
    private long _passedAt = time.GetTimestamp();
    private int _liveSlices;
    private bool _isRunning;

    /// <summary>True where there is a limit.</summary>
    public bool IsLimited => framesPerSecond > 0;

    /// <summary>Completes once the frames have passed. Cancelling takes out what has not.</summary>
    public Task PassAsync(WorkLane lane, int frames, CancellationToken cancellationToken)
    {
        if (!IsLimited || frames <= 0)
            return Task.CompletedTask;
        var passage = new Passage(frames, cancellationToken);
        lock (_gate)
        {
            (lane == WorkLane.Bulk ? _bulk : _live).Enqueue(passage);
            if (!_isRunning)
            {
                _isRunning = true;
                _passedAt = Math.Max(_passedAt, time.GetTimestamp() - TicksOf(s_credit.TotalSeconds));
                _ = RunAsync();
            }
        }

        return passage.Done.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        while (Next() is { } passage)
        {
            var slice = Math.Min(passage.Left, framesPerSecond * s_slice.TotalSeconds);
            _passedAt = Math.Max(_passedAt, time.GetTimestamp() - TicksOf(s_credit.TotalSeconds)) + TicksOf(slice / framesPerSecond);
            var early = time.GetElapsedTime(time.GetTimestamp(), _passedAt);
            if (early > TimeSpan.Zero)
                await Task.Delay(early, time, CancellationToken.None);
            passage.Left -= slice;
        }
    }

    /// <summary>Whose slice is next; null, and the run ends, where nobody waits.</summary>
    private Passage? Next()
    {
        lock (_gate)
        {
            Leave(_live);
            Leave(_bulk);
            _isRunning = _live.Count + _bulk.Count > 0;
            if (!_isRunning)
                return null;
            var isBulk = _live.Count == 0 || (_bulk.Count > 0 && _liveSlices >= LiveSlicesPerBulkSlice);
            _liveSlices = isBulk ? 0 : _liveSlices + 1;
            return (isBulk ? _bulk : _live).Peek();
        }
    }

    /// <summary>Lets those out that have passed or were cancelled.</summary>
    private static void Leave(Queue<Passage> lane)
    {
        while (lane.TryPeek(out var first) && (first.Left <= 0 || first.Cancelled.IsCancellationRequested))
        {
            lane.Dequeue();
            first.Done.TrySetResult();
        }
    }

    private long TicksOf(double seconds) => (long)(seconds * time.TimestampFrequency);

    private sealed class Passage(int frames, CancellationToken cancelled)
    {
        public double Left { get; set; } = frames;

        public CancellationToken Cancelled { get; } = cancelled;

        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
