using Telemetry.MapStore.Published;
using Telemetry.TestKit;

namespace Telemetry.MapStore.Tests.Published;

public sealed class FeedSignalTests
{
    private readonly ManualTimeProvider _clock = new(DateTimeOffset.UnixEpoch);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Wait_NothingHappens_EndsWithTheTime()
    {
        var signal = new FeedSignal(_clock);
        var waiting = signal.WaitAsync(0, TimeSpan.FromSeconds(5), Cancelled);
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await waiting;
    }

    [Fact]
    public async Task Wait_OlderOrSameVersion_GoesOn()
    {
        var signal = new FeedSignal(_clock);
        signal.Advance(3);
        var waiting = signal.WaitAsync(3, TimeSpan.FromSeconds(5), Cancelled);
        signal.Advance(3);
        signal.Advance(2);
        Assert.False(waiting.IsCompleted);
        signal.Advance(4);
        await waiting;
    }

    [Fact]
    public async Task Wait_Cancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        var waiting = new FeedSignal(_clock).WaitAsync(0, TimeSpan.FromSeconds(5), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
