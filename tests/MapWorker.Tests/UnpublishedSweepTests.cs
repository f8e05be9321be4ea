using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapWorker.Sweeping;

namespace Telemetry.MapWorker.Tests;

public sealed class UnpublishedSweepTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_WorkerDiedBeforePublishing_SecondSweepPublishesEverything()
    {
        var healthy = await TestPlatform.CreateAsync(TimeProvider.System);
        await using (var worker = await TestWorker.StartAsync(healthy))
            await worker.ProcessAsync(await healthy.StoreAsync(DrawnTown.Messages(5, healthy.Start)));
        var platform = await DiedBeforePublishingAsync(healthy.Start);

        await using var other = await TestWorker.StartAsync(platform);
        var sweep = other.Service<UnpublishedSweep>();
        Assert.Equal(0, await sweep.RunAsync(Cancelled));
        Assert.Equal(6, await sweep.RunAsync(Cancelled));

        Assert.Equal(await healthy.CanonicalAsync(), await platform.CanonicalAsync());
    }

    [Fact]
    public async Task Run_OneGrainIsHarmed_PublishesTheOthers()
    {
        var healthy = await TestPlatform.CreateAsync(TimeProvider.System);
        await using (var worker = await TestWorker.StartAsync(healthy))
            await worker.ProcessAsync(await healthy.StoreAsync(DrawnTown.Messages(5, healthy.Start)));
        var platform = await DiedBeforePublishingAsync(healthy.Start);
        for (ulong grain = 1; grain <= 5; grain++)
            await platform.Evidence.TryPutAsync(
                new EvidenceHead(new GrainId(GrainKind.Segment, grain), 1, 0, new byte[] { 99, 99 }), Cancelled);

        await using var other = await TestWorker.StartAsync(platform);
        var sweep = other.Service<UnpublishedSweep>();
        await sweep.RunAsync(Cancelled);
        Assert.Equal(6, await sweep.RunAsync(Cancelled));

        Assert.Equal(await healthy.CanonicalAsync(), await platform.CanonicalAsync());
    }

    [Fact]
    public async Task Run_MapRefusesOneGrain_PublishesTheOthers()
    {
        var platform = await DiedBeforePublishingAsync(TimeProvider.System.GetUtcNow().AddHours(-1));
        await using var other = await TestWorker.StartAsync(platform);
        var sweep = other.Service<UnpublishedSweep>();
        await sweep.RunAsync(Cancelled);

        // The transaction, and then the first grain by itself.
        _ = platform.Faults.Add("PublishAsync", 2, () => new InvalidDataException("refused"));
        Assert.Equal(5, await sweep.RunAsync(Cancelled));
        Assert.Equal(1, await sweep.RunAsync(Cancelled));
    }

    private static async Task<TestPlatform> DiedBeforePublishingAsync(DateTimeOffset start)
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        var before = await platform.CanonicalAsync();
        _ = platform.Faults.Add("PublishAsync", int.MaxValue, () => new InvalidOperationException("killed"));
        await using (var dying = await TestWorker.StartAsync(platform, ("PoisonTries", "1")))
            await dying.ProcessAsync(await platform.StoreAsync(DrawnTown.Messages(5, start)));
        platform.Faults.Clear();
        Assert.Equal(before, await platform.CanonicalAsync());
        return platform;
    }
}
