using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapWorker.Polling;
using Telemetry.TestKit;

namespace Telemetry.MapWorker.Tests.Polling;

public sealed class LaneTurnsTests
{
    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_Live_NeverWaits() => await new LaneTurns(_time).WaitAsync(WorkLane.Live, Cancelled);

    [Fact]
    public async Task Wait_BulkWhileLiveHasWork_WaitsForNineFetches()
    {
        var turns = new LaneTurns(_time);
        for (var fetch = 0; fetch < LaneTurns.LiveFetchesPerBulkFetch - 1; fetch++)
            Fetch(turns);
        var bulk = turns.WaitAsync(WorkLane.Bulk, Cancelled);
        await _time.WaitForTimerAsync(left => left > TimeSpan.Zero, Cancelled);
        Assert.False(bulk.IsCompleted);

        Fetch(turns);
        _time.Advance(TimeSpan.FromMilliseconds(100));

        await bulk;
        Assert.False(turns.WaitAsync(WorkLane.Bulk, Cancelled).IsCompleted);
    }

    [Fact]
    public async Task Wait_BulkWhileLiveIsIdle_DoesNotWait()
    {
        var turns = new LaneTurns(_time);
        turns.BeginLive();
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await turns.WaitAsync(WorkLane.Bulk, Cancelled);

        // A poll that found nothing, and the next one.
        turns.EndLive(0);
        turns.BeginLive();
        await turns.WaitAsync(WorkLane.Bulk, Cancelled);
    }

    private static void Fetch(LaneTurns turns)
    {
        turns.BeginLive();
        turns.EndLive(1);
    }
}
