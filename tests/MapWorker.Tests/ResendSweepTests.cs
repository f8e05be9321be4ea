using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapWorker.Options;
using Telemetry.MapWorker.Sweeping;
using Telemetry.TestKit;

namespace Telemetry.MapWorker.Tests;

public sealed class ResendSweepTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryChunkLedger _ledger;
    private readonly InMemoryWorkQueue _live;
    private readonly InMemoryWorkQueue _bulk;
    private readonly ResendSweep _sweep;

    public ResendSweepTests()
    {
        _ledger = new InMemoryChunkLedger(_time);
        _live = new InMemoryWorkQueue(WorkLane.Live, _time);
        _bulk = new InMemoryWorkQueue(WorkLane.Bulk, _time);
        _sweep = new ResendSweep(_ledger, [_live, _bulk], new MapWorkerOptions(), _time);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_LostItems_GoToTheirLanesAsTheyWere()
    {
        var live = await OpenAsync(1, WorkLane.Live);
        var bulk = await OpenAsync(2, WorkLane.Bulk);
        _time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal(2, await _sweep.RunAsync(Cancelled));

        Assert.Equal(live, Assert.Single(await ReceiveAsync(_live)).Item);
        Assert.Equal(bulk, Assert.Single(await ReceiveAsync(_bulk)).Item);
    }

    [Fact]
    public async Task Run_YoungOrCompleted_SendsNothing()
    {
        var done = await OpenAsync(1, WorkLane.Live);
        await _ledger.TryCompleteAsync(
            done.Chunk, [new MessageEntry(2, 2, MessageOutcome.Applied, null)], _time.GetUtcNow(), Cancelled);
        _time.Advance(TimeSpan.FromMinutes(3));
        await OpenAsync(2, WorkLane.Live);

        Assert.Equal(0, await _sweep.RunAsync(Cancelled));
        Assert.Equal(default, await _live.DepthAsync(Cancelled));
    }

    [Theory]
    [InlineData(WorkLane.Live, false)]
    [InlineData(WorkLane.Bulk, false)]
    [InlineData(WorkLane.Live, true)]
    [InlineData(WorkLane.Bulk, true)]
    public async Task Run_SomethingWaitsOrIsHeld_SendsNothing(WorkLane lane, bool held)
    {
        var item = await OpenAsync(1, WorkLane.Live);
        var queue = lane == WorkLane.Live ? _live : _bulk;
        _time.Advance(TimeSpan.FromMinutes(3));
        await queue.SendAsync(item, Cancelled);
        if (held)
            Assert.Single(await ReceiveAsync(queue));

        Assert.Equal(0, await _sweep.RunAsync(Cancelled));
    }

    private static Task<IReadOnlyList<ReceivedWorkItem>> ReceiveAsync(InMemoryWorkQueue queue) =>
        queue.ReceiveAsync(10, TimeSpan.Zero, TimeSpan.FromSeconds(60), Cancelled);

    private async Task<WorkItem> OpenAsync(ulong chunk, WorkLane lane)
    {
        var now = _time.GetUtcNow();
        var item = new WorkItem(new ChunkId(new(3, chunk), now), 1, 1, 1, 2, now);
        await _ledger.OpenAsync(
            new ChunkEntry(item, lane, [new MessageEntry(2, 0, MessageOutcome.InFlight, null)], default, null), Cancelled);
        return item;
    }
}
