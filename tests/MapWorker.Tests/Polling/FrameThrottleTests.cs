using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapWorker.Polling;
using Telemetry.TestKit;

namespace Telemetry.MapWorker.Tests.Polling;

public sealed class FrameThrottleTests
{
    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pass_NoLimit_IsAtOnce() =>
        await new FrameThrottle(0, _time).PassAsync(WorkLane.Live, 1_000_000, Cancelled);

    [Fact]
    public async Task Pass_Items_TakeAsLongAsTheirFrames()
    {
        var throttle = new FrameThrottle(1_000, _time);
        var begin = _time.GetUtcNow();
        var items = Enumerable.Range(0, 6).Select(_ => throttle.PassAsync(WorkLane.Live, 500, Cancelled)).ToList();

        await PumpAsync(Task.WhenAll(items));

        Assert.InRange((_time.GetUtcNow() - begin).TotalSeconds, 2.8, 3.05);
    }

    [Fact]
    public async Task Pass_LiveBehindALargeBulkItem_WaitsForASliceOnly()
    {
        var throttle = new FrameThrottle(1_000, _time);
        var bulk = throttle.PassAsync(WorkLane.Bulk, 100_000, Cancelled);
        await AdvanceAsync();
        var live = throttle.PassAsync(WorkLane.Live, 300, Cancelled);

        // The slice under way, six of its own, and one that may be the bulk lane's.
        for (var slice = 0; slice < 8; slice++)
            await AdvanceAsync();

        await live;
        Assert.False(bulk.IsCompleted);
    }

    [Fact]
    public async Task Pass_LiveNeverEnds_BulkStillGetsItsTenth()
    {
        var throttle = new FrameThrottle(1_000, _time);
        using var end = new CancellationTokenSource();
        var live = throttle.PassAsync(WorkLane.Live, 1_000_000, end.Token);
        var bulk = throttle.PassAsync(WorkLane.Bulk, 1_000, Cancelled);

        // Twenty slices, each after nine of the live lane.
        for (var slice = 0; slice < 20 * (FrameThrottle.LiveSlicesPerBulkSlice + 1) + 2; slice++)
            await AdvanceAsync();

        await bulk;
        Assert.False(live.IsCompleted);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => live);
    }

    [Fact]
    public async Task Pass_Cancelled_LetsTheNextThrough()
    {
        var throttle = new FrameThrottle(1_000, _time);
        using var end = new CancellationTokenSource();
        var given = throttle.PassAsync(WorkLane.Live, 1_000_000, end.Token);
        var next = throttle.PassAsync(WorkLane.Live, 100, Cancelled);
        await AdvanceAsync();
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);

        await PumpAsync(next);
    }

    private async Task AdvanceAsync() =>
        _time.Advance(await _time.WaitForTimerAsync(left => left > TimeSpan.Zero, Cancelled));

    private async Task PumpAsync(Task done)
    {
        while (true)
        {
            var wait = _time.WaitForTimerAsync(left => left > TimeSpan.Zero, Cancelled);
            if (await Task.WhenAny(done, wait) == done)
                break;
            _time.Advance(await wait);
        }

        await done;
    }
}
