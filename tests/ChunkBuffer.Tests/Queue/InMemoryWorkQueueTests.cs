using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.TestKit;

namespace Telemetry.ChunkBuffer.Tests.Queue;

/// <summary>What the conformance suite cannot see in real time.</summary>
public sealed class InMemoryWorkQueueTests
{
    private static readonly TimeSpan s_visibility = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _time = new();
    private readonly InMemoryDeadLetterQueue _dead = new();
    private readonly InMemoryWorkQueue _queue;

    public InMemoryWorkQueueTests() => _queue = new InMemoryWorkQueue(WorkLane.Live, _time, _dead);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receive_HoldNotLapsed_GivesNoneUntilItDoes()
    {
        await _queue.SendAsync(Item(), Token);
        await ReceiveAsync(TimeSpan.Zero);
        _time.Advance(s_visibility - TimeSpan.FromMilliseconds(1));
        Assert.Empty(await ReceiveAsync(TimeSpan.Zero));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, Assert.Single(await ReceiveAsync(TimeSpan.Zero)).Deliveries);
    }

    [Fact]
    public async Task Receive_WaitsAndAHoldLapses_GivesIt()
    {
        await _queue.SendAsync(Item(), Token);
        await _queue.ReceiveAsync(1, TimeSpan.Zero, TimeSpan.FromSeconds(5), Token);
        var waiting = ReceiveAsync(TimeSpan.FromSeconds(20));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Single(await waiting);
    }

    [Fact]
    public async Task Receive_WaitIsOver_GivesNone()
    {
        var waiting = ReceiveAsync(TimeSpan.FromSeconds(20));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Empty(await waiting);
    }

    [Fact]
    public async Task Extend_HoldLapsed_PassesItOver()
    {
        await _queue.SendAsync(Item(), Token);
        var held = await ReceiveAsync(TimeSpan.Zero);
        _time.Advance(s_visibility);
        await _queue.ExtendAsync(held, s_visibility, Token);
        Assert.Equal(new QueueDepth(1, 0), await _queue.DepthAsync(Token));
    }

    [Fact]
    public async Task Delete_HoldLapsedAndTakenByAnother_LeavesTheOthers()
    {
        await _queue.SendAsync(Item(), Token);
        var lapsed = await ReceiveAsync(TimeSpan.Zero);
        _time.Advance(s_visibility);
        await ReceiveAsync(TimeSpan.Zero);
        await _queue.DeleteAsync(lapsed, Token);
        Assert.Equal(new QueueDepth(0, 1), await _queue.DepthAsync(Token));
    }

    [Fact]
    public async Task Receive_FiftyDeliveries_IsGivenUp()
    {
        var item = Item();
        await _queue.SendAsync(item, Token);
        for (var delivery = 1; delivery <= 50; delivery++)
        {
            Assert.Equal(delivery, Assert.Single(await ReceiveAsync(TimeSpan.Zero)).Deliveries);
            _time.Advance(s_visibility);
        }

        Assert.Empty(await ReceiveAsync(TimeSpan.Zero));
        var letter = Assert.Single(await _dead.PeekAsync(10, Token));
        Assert.Equal((item.Chunk, "undeliverable"), (letter.Chunk, letter.Reason));
        Assert.Equal(new QueueDepth(0, 0), await _queue.DepthAsync(Token));
    }

    private static WorkItem Item() => new(new ChunkId(new(1, 2), default), 1, 1, 1, 1, default);

    private Task<IReadOnlyList<ReceivedWorkItem>> ReceiveAsync(TimeSpan wait) =>
        _queue.ReceiveAsync(10, wait, s_visibility, Token);
}
