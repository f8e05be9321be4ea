using System.Security.Cryptography;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Identity;

namespace Telemetry.Conformance.Tests.WorkQueue;

/// <summary>What every work queue does. Real time: the queues of servers have clocks of their own.</summary>
public abstract class WorkQueueConformance : IAsyncLifetime
{
    protected static readonly TimeSpan Visibility = TimeSpan.FromSeconds(60);
    protected static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected IWorkQueue Queue { get; private set; } = null!;

    protected abstract Task<IWorkQueue> OpenAsync(WorkLane lane);

    public async ValueTask InitializeAsync() => Queue = await OpenAsync(WorkLane.Bulk);

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Lane_Opened_IsTheOneAskedFor() => Assert.Equal(WorkLane.Bulk, Queue.Lane);

    [Fact]
    public async Task Receive_AfterSend_GivesTheItemOnce()
    {
        var item = NewItem();
        await Queue.SendAsync(item, Cancelled);
        var received = Assert.Single(await ReceiveAsync());
        Assert.Equal(item, received.Item);
        Assert.Equal(1, received.Deliveries);
        Assert.Empty(await Queue.ReceiveAsync(10, TimeSpan.Zero, Visibility, Cancelled));
    }

    [Fact]
    public async Task Receive_NothingSent_GivesNone() =>
        Assert.Empty(await Queue.ReceiveAsync(10, TimeSpan.Zero, Visibility, Cancelled));

    [Fact]
    public async Task Receive_SentWhileWaiting_WakesUp()
    {
        var waiting = Queue.ReceiveAsync(10, Long, Visibility, Cancelled);
        var item = NewItem();
        await Queue.SendAsync(item, Cancelled);
        Assert.Equal(item, Assert.Single(await waiting).Item);
    }

    [Fact]
    public async Task Receive_Lapsed_GivesItAgain()
    {
        await Queue.SendAsync(NewItem(), Cancelled);
        var first = Assert.Single(await Queue.ReceiveAsync(10, Long, s_second, Cancelled));
        var second = Assert.Single(await ReceiveAsync());
        Assert.Equal(first.Item, second.Item);
        Assert.Equal(2, second.Deliveries);
    }

    [Fact]
    public async Task Extend_Held_KeepsItHidden()
    {
        await Queue.SendAsync(NewItem(), Cancelled);
        var held = await Queue.ReceiveAsync(10, Long, TimeSpan.FromSeconds(2), Cancelled);
        await Queue.ExtendAsync(held, Visibility, Cancelled);
        Assert.Empty(await Queue.ReceiveAsync(10, TimeSpan.FromSeconds(3), Visibility, Cancelled));
        await Queue.DeleteAsync(held, Cancelled);
    }

    [Fact]
    public async Task Extend_DeletedAmongHeld_IsPassedOver()
    {
        await SendAsync(2);
        var held = await ReceiveAsync(2);
        await Queue.DeleteAsync([held[0]], Cancelled);
        await Queue.ExtendAsync(held, Visibility, Cancelled);
        Assert.Equal(new QueueDepth(0, 1), await Queue.DepthAsync(Cancelled));
    }

    [Fact]
    public async Task Release_Held_GivesItToTheNextSoon()
    {
        await Queue.SendAsync(NewItem(), Cancelled);
        var held = await ReceiveAsync();
        await Queue.ReleaseAsync(held, Cancelled);
        var again = Assert.Single(await ReceiveAsync());
        Assert.Equal(held[0].Item, again.Item);
        Assert.Equal(2, again.Deliveries);
    }

    [Fact]
    public async Task Delete_Held_RemovesItForGood()
    {
        await Queue.SendAsync(NewItem(), Cancelled);
        var held = await Queue.ReceiveAsync(10, Long, s_second, Cancelled);
        await Queue.DeleteAsync(held, Cancelled);
        await Queue.DeleteAsync(held, Cancelled);
        Assert.Empty(await Queue.ReceiveAsync(10, TimeSpan.FromSeconds(2), Visibility, Cancelled));
        Assert.Equal(new QueueDepth(0, 0), await Queue.DepthAsync(Cancelled));
    }

    [Fact]
    public async Task Delete_AfterExtend_StillRemovesIt()
    {
        await Queue.SendAsync(NewItem(), Cancelled);
        var held = await ReceiveAsync();
        await Queue.ExtendAsync(held, Visibility, Cancelled);
        await Queue.DeleteAsync(held, Cancelled);
        Assert.Equal(new QueueDepth(0, 0), await Queue.DepthAsync(Cancelled));
    }

    [Fact]
    public async Task Send_ManyAtOnce_AllArriveOnce()
    {
        var sent = await SendAsync(37);
        var receivers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ReceiveAsync(10)));
        var received = receivers.SelectMany(r => r).ToList();
        while (received.Count < sent.Count)
            received.AddRange(await ReceiveAsync(10));
        Assert.Equal(sent.OrderBy(i => i.Chunk.Value), received.Select(r => r.Item).OrderBy(i => i.Chunk.Value));
        await Queue.DeleteAsync(received, Cancelled);
        Assert.Equal(new QueueDepth(0, 0), await Queue.DepthAsync(Cancelled));
    }

    [Fact]
    public async Task Receive_MoreThanAskedFor_LeavesTheRest()
    {
        await SendAsync(3);
        Assert.InRange((await ReceiveAsync(2)).Count, 1, 2);
    }

    [Fact]
    public async Task Depth_SomeHeld_CountsBoth()
    {
        await SendAsync(3);
        await ReceiveAsync(1);
        Assert.Equal(new QueueDepth(2, 1), await Queue.DepthAsync(Cancelled));
    }

    [Fact]
    public async Task Receive_Cancelled_Throws()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var waiting = Queue.ReceiveAsync(1, Long, Visibility, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task NothingHeld_AnyCall_DoesNothing()
    {
        await Queue.ExtendAsync([], Visibility, Cancelled);
        await Queue.ReleaseAsync([], Cancelled);
        await Queue.DeleteAsync([], Cancelled);
        Assert.Equal(new QueueDepth(0, 0), await Queue.DepthAsync(Cancelled));
    }

    [Theory]
    [InlineData(0, 0, 60)]
    [InlineData(11, 0, 60)]
    [InlineData(1, -1, 60)]
    [InlineData(1, 21, 60)]
    [InlineData(1, 0, 0)]
    public async Task Receive_OutOfRange_Throws(int most, int waitSeconds, int visibilitySeconds) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Queue.ReceiveAsync(
            most, TimeSpan.FromSeconds(waitSeconds), TimeSpan.FromSeconds(visibilitySeconds), Cancelled));

    protected static WorkItem NewItem() => new(
        new ChunkId(Hash128.ReadFrom(RandomNumberGenerator.GetBytes(16)), new(2026, 3, 4, 5, 6, 7, 891, TimeSpan.Zero)),
        BaseMap: 12, Model: 3, Messages: 40, Frames: 2_400, new(2026, 3, 4, 5, 6, 8, TimeSpan.Zero));

    protected Task<IReadOnlyList<ReceivedWorkItem>> ReceiveAsync(int most = 10) =>
        Queue.ReceiveAsync(most, Long, Visibility, Cancelled);

    private async Task<List<WorkItem>> SendAsync(int count)
    {
        var items = Enumerable.Range(0, count).Select(_ => NewItem()).ToList();
        await Task.WhenAll(items.Select(i => Queue.SendAsync(i, Cancelled)));
        return items;
    }
}
