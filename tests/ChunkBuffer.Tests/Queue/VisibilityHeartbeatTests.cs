using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Faults;
using Telemetry.TestKit;

namespace Telemetry.ChunkBuffer.Tests.Queue;

public sealed class VisibilityHeartbeatTests
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1.5);

    private readonly ManualTimeProvider _time = new();
    private readonly FlakyQueue _queue;
    private readonly List<Exception> _missed = [];

    public VisibilityHeartbeatTests() => _queue = new FlakyQueue(new InMemoryWorkQueue(WorkLane.Live, _time));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hold_ForMinutes_StaysHidden()
    {
        await using var heartbeat = new VisibilityHeartbeat(_queue, _time, _missed.Add);
        heartbeat.Hold(await SendAndReceiveAsync());
        for (var beat = 0; beat < 12; beat++)
            await BeatAsync();
        Assert.Equal(new QueueDepth(0, 1), await _queue.DepthAsync(Token));
        Assert.Equal(1, heartbeat.Held);
        Assert.Empty(_missed);
    }

    [Fact]
    public async Task LetGo_ThenAMinute_ComesBack()
    {
        await using var heartbeat = new VisibilityHeartbeat(_queue, _time, _missed.Add);
        var item = await SendAndReceiveAsync();
        heartbeat.Hold(item);
        await BeatAsync();
        heartbeat.LetGo(item);
        heartbeat.LetGo(item);
        for (var beat = 0; beat < 3; beat++)
            await BeatAsync();
        Assert.Equal(new QueueDepth(1, 0), await _queue.DepthAsync(Token));
    }

    [Fact]
    public async Task Beat_QueueIsDownForAWhile_IsToldAndMadeUpFor()
    {
        await using var heartbeat = new VisibilityHeartbeat(_queue, _time, _missed.Add);
        heartbeat.Hold(await SendAndReceiveAsync());
        _queue.Down = true;
        await PassAsync(VisibilityHeartbeat.Interval);
        for (var retry = 0; retry < 6; retry++)
            await PassAsync(s_retry);
        _queue.Down = false;
        await PassAsync(s_retry);
        for (var beat = 0; beat < 6; beat++)
            await BeatAsync();
        Assert.Equal(7, _missed.Count);
        Assert.Equal(new QueueDepth(0, 1), await _queue.DepthAsync(Token));
    }

    /// <summary>Lets one interval pass; returns when its beat is done and the next delay begun.</summary>
    private async Task BeatAsync()
    {
        await PassAsync(VisibilityHeartbeat.Interval);
        await _time.WaitForTimerAsync(VisibilityHeartbeat.Interval, Token);
    }

    private async Task PassAsync(TimeSpan delay)
    {
        await _time.WaitForTimerAsync(delay, Token);
        _time.Advance(delay);
    }

    private async Task<ReceivedWorkItem> SendAndReceiveAsync()
    {
        await _queue.SendAsync(new WorkItem(new ChunkId(new(1, 2), default), 1, 1, 1, 1, default), Token);
        return Assert.Single(await _queue.ReceiveAsync(1, TimeSpan.Zero, VisibilityHeartbeat.Visibility, Token));
    }

    private sealed class FlakyQueue(IWorkQueue inner) : IWorkQueue
    {
        public bool Down { get; set; }

        public WorkLane Lane => inner.Lane;

        public Task SendAsync(WorkItem item, CancellationToken cancellationToken) => inner.SendAsync(item, cancellationToken);

        public Task<IReadOnlyList<ReceivedWorkItem>> ReceiveAsync(
            int most, TimeSpan wait, TimeSpan visibility, CancellationToken cancellationToken) =>
            inner.ReceiveAsync(most, wait, visibility, cancellationToken);

        public Task ExtendAsync(
            IReadOnlyList<ReceivedWorkItem> items, TimeSpan visibility, CancellationToken cancellationToken) => Down
            ? Task.FromException(new BackendUnavailableException("work queue", new IOException("down")))
            : inner.ExtendAsync(items, visibility, cancellationToken);

        public Task ReleaseAsync(IReadOnlyList<ReceivedWorkItem> items, CancellationToken cancellationToken) =>
            inner.ReleaseAsync(items, cancellationToken);

        public Task DeleteAsync(IReadOnlyList<ReceivedWorkItem> items, CancellationToken cancellationToken) =>
            inner.DeleteAsync(items, cancellationToken);

        public Task<QueueDepth> DepthAsync(CancellationToken cancellationToken) => inner.DepthAsync(cancellationToken);
    }
}
