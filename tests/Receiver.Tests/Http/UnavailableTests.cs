using Telemetry.Receiver.Tests.Hosting;

namespace Telemetry.Receiver.Tests.Http;

public sealed class UnavailableTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Post_StoreDown_Gets503AndTheResendWorks()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var batch = receiver.Batch();
        receiver.Chunks.Down = true;
        using (var refused = await receiver.PostAsync(batch))
        {
            await TestReceiver.ProblemAsync(refused, 503);
            Assert.Equal(TimeSpan.FromSeconds(2), refused.Headers.RetryAfter?.Delta);
        }

        receiver.Chunks.Down = false;
        var accepted = await receiver.AcceptAsync(batch);
        Assert.Equal((5, 0), (accepted.Accepted, accepted.Duplicate));
        Assert.Single(await receiver.StoredAsync());
    }

    [Fact]
    public async Task Post_BufferFull_Gets503WithRetryAfter()
    {
        await using var receiver = await TestReceiver.StartAsync(settings:
            [("GroupCommit:ChunkBytes", "4096"), ("GroupCommit:WindowBytes", "4096"), ("GroupCommit:BufferedBytes", "4096")]);
        var held = receiver.Chunks.HoldUp();
        var first = receiver.AcceptAsync(receiver.Batch(messages: 100, frames: 20));
        await held;
        var other = receiver.Batch();
        other.Messages[0].SessionId = "another";
        using (var refused = await receiver.PostAsync(other))
        {
            await TestReceiver.ProblemAsync(refused, 503);
            Assert.NotNull(refused.Headers.RetryAfter);
        }

        receiver.Chunks.LetGo();
        await first;
        await receiver.AcceptAsync(other);
    }

    [Fact]
    public async Task Post_NoBaseMapYet_Gets503UntilThereIsOne()
    {
        await using var receiver = await TestReceiver.StartAsync(withBaseMap: false);
        using (var refused = await receiver.PostAsync(receiver.Batch()))
            Assert.Contains("base-map", (await TestReceiver.ProblemAsync(refused, 503)).Detail, StringComparison.Ordinal);
        using (var ready = await receiver.Client.GetAsync("/health/ready", Cancellation))
            await TestReceiver.ProblemAsync(ready, 503);
        await receiver.Service<MapStore.BaseMaps.IBaseMapStore>().PutManifestAsync(1, new byte[1], Cancellation);
        await receiver.AcceptAsync(receiver.Batch());
    }

    [Fact]
    public async Task Post_OverTheQuota_Gets429UntilItIsWaitedOff()
    {
        await using var receiver = await TestReceiver.StartAsync(settings:
            [("Receiver:QuotaFramesPerSecond", "0.1"), ("Receiver:QuotaBurstFrames", "10")]);
        await receiver.AcceptAsync(receiver.Batch(messages: 3));
        using (var refused = await receiver.PostAsync(receiver.Batch()))
        {
            await TestReceiver.ProblemAsync(refused, 429);
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 40, 60);
            receiver.Time.Advance(refused.Headers.RetryAfter.Delta.Value);
        }

        await receiver.AcceptAsync(receiver.Batch());
    }

    [Fact]
    public async Task Health_StoreDown_IsLiveAndNotReady()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Chunks.Down = true;
        using var live = await receiver.Client.GetAsync("/health/live", Cancellation);
        Assert.Equal(204, (int)live.StatusCode);
        using var ready = await receiver.Client.GetAsync("/health/ready", Cancellation);
        Assert.Contains("chunk store", (await TestReceiver.ProblemAsync(ready, 503)).Errors![0].Detail, StringComparison.Ordinal);
        receiver.Chunks.Down = false;
        receiver.Time.Advance(TimeSpan.FromSeconds(2));
        using var again = await receiver.Client.GetAsync("/health/ready", Cancellation);
        Assert.Equal(204, (int)again.StatusCode);
    }
}
