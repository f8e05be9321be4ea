using Telemetry.Contracts.Faults;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;
using Telemetry.MapWorker.Grains;
using Telemetry.RoadNetwork.Import;
using Telemetry.TestKit;

namespace Telemetry.Conformance.Tests.GrainEngine;

/// <summary>
/// What every grain engine does, whoever holds the state of a grain. A subclass says over which stores and with how many
/// engines side by side.
/// </summary>
public abstract class GrainEngineConformance : IAsyncLifetime
{
    private EngineStores _stores = null!;
    private IReadOnlyList<IGrainEngine> _engines = null!;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>What goes wrong between engines and stores.</summary>
    protected Faults Faults { get; } = new();

    /// <summary>Empty stores.</summary>
    protected abstract Task<EngineStores> OpenStoresAsync();

    /// <summary>Running engines on the same stores, each as in a process of its own. The flush window is to be short.</summary>
    protected abstract Task<IReadOnlyList<IGrainEngine>> StartEnginesAsync(EngineStores stores);

    /// <summary>A sweep for what was put and not published, as often as it takes to find what lies still.</summary>
    protected abstract Task SweepAsync();

    /// <summary>Stops the engines and drops the stores.</summary>
    protected abstract Task CloseAsync();

    public async ValueTask InitializeAsync()
    {
        _stores = await OpenStoresAsync();
        await new BaseMapImport(_stores.BaseMaps, _stores.Map, _stores.Evidence, new InMemoryLeaseStore(), FusionOptions.Default, TimeProvider.System).RunAsync(
            ImportedRoads.Of(DrawnPasses.Map.Segments()), BaseMapOrigin.OpenStreetMap("drawn"), null, Cancelled);
        _engines = await StartEnginesAsync(new EngineStores(
            Faults.Around<IEvidenceStore>(_stores.Evidence), Faults.Around<IPublishedMap>(_stores.Map),
            Faults.Around<IBaseMapStore>(_stores.BaseMaps)));
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Apply_AnyOrderDuplicationAndEngine_EachCountsOnceAndTheMapIsTheFold(int seed)
    {
        // So many that journals overflow into parts again and again.
        var contributions = DrawnPasses.OfMany(vehicles: 25, each: 4);
        var random = new Random(seed);
        var calls = contributions.SelectMany(one => Enumerable.Repeat(one, 1 + random.Next(3))).ToArray();
        random.Shuffle(calls);

        var news = new List<(Contribution Contribution, bool IsNew)>();
        foreach (var wave in calls.Chunk(calls.Length / 3))
        {
            var results = await Task.WhenAll(wave.Select(one => ApplyAsync(_engines[random.Next(_engines.Count)], one)));
            news.AddRange(wave.Zip(results));
        }

        foreach (var one in news.GroupBy(call => call.Contribution.Id))
            Assert.Equal(1, one.Count(call => call.IsNew));
        Assert.Equal(contributions.Count, news.Count(call => call.IsNew));
        await AssertMapAsync(contributions);
    }

    [Fact]
    public async Task Apply_SeveralOfOneMessage_TrueOnlyWhereSomethingIsNew()
    {
        var grain = DrawnPasses.Of(0)[0].Grain;
        Contribution[] two = [OnGrain(grain, 0), OnGrain(grain, 1)];

        Assert.True(await _engines[0].ApplyAsync(grain, two, DrawnPasses.Start, Cancelled));
        Assert.False(await _engines[^1].ApplyAsync(grain, two, DrawnPasses.Start, Cancelled));
        Assert.True(await _engines[0].ApplyAsync(grain, [.. two, OnGrain(grain, 2)], DrawnPasses.Start, Cancelled));

        await AssertMapAsync([.. two, OnGrain(grain, 2)]);
    }

    [Fact]
    public async Task Apply_KnownContributions_LeavesTheFeedAlone()
    {
        var contributions = DrawnPasses.OfMany(5);
        await ApplyAllAsync(contributions);
        var version = await _stores.Map.FindNewestVersionAsync(Cancelled);

        Assert.All(await ApplyAllAsync(contributions), Assert.False);

        Assert.Equal(version, await _stores.Map.FindNewestVersionAsync(Cancelled));
    }

    [Fact]
    public async Task Apply_PoisonAmongOthers_FailsAlone()
    {
        var contributions = DrawnPasses.OfMany(4);
        var poison = DrawnPasses.Poison(contributions[0]);

        var sound = contributions.Select(one => ApplyAsync(_engines[0], one)).ToList();
        var harmed = ApplyAsync(_engines[0], poison);
        var mixed = _engines[0].ApplyAsync(poison.Grain, [OnGrain(poison.Grain, 40), poison], DrawnPasses.Start, Cancelled);

        Assert.All(await Task.WhenAll(sound), Assert.True);
        Assert.Equal(poison.Grain, (await Assert.ThrowsAsync<PoisonContributionException>(() => harmed)).Grain);
        await Assert.ThrowsAsync<PoisonContributionException>(() => mixed);
        await AssertMapAsync(contributions);
    }

    [Fact]
    public async Task Apply_OneGrainCannotBeRead_FailsOnlyItsContributions()
    {
        var contributions = DrawnPasses.OfMany(4);
        var broken = contributions[0].Grain;
        await _stores.Evidence.TryPutAsync(new EvidenceHead(broken, 1, 0, new byte[] { 99, 99, 99 }), Cancelled);

        var calls = contributions.Select(one => (one.Grain, Applied: ApplyAsync(_engines[0], one))).ToList();

        foreach (var (grain, applied) in calls)
        {
            if (grain == broken)
                await Assert.ThrowsAnyAsync<Exception>(() => applied);
            else
                Assert.True(await applied);
        }

        await AssertMapAsync(contributions.Where(one => one.Grain != broken));
    }

    [Fact]
    public async Task Apply_FailsBetweenPutAndPublish_RedeliveryAddsNothingAndPublishes()
    {
        var contributions = DrawnPasses.Of(0).Concat(DrawnPasses.Of(1)).Concat(DrawnPasses.Of(2)).ToList();
        await FailToPublishAsync(contributions);

        Assert.All(await ApplyAllAsync(contributions), Assert.False);

        await AssertMapAsync(contributions);
    }

    [Fact]
    public async Task Sweep_AfterFailureBetweenPutAndPublish_Publishes()
    {
        var contributions = DrawnPasses.Of(0).Concat(DrawnPasses.Of(1)).Concat(DrawnPasses.Of(2)).ToList();
        await FailToPublishAsync(contributions);

        await SweepAsync();

        await AssertMapAsync(contributions);
    }

    [Theory]
    [InlineData("LoadManyAsync")]
    [InlineData("TryPutAsync")]
    [InlineData("PublishAsync")]
    [InlineData("FindNewestAsync")]
    public async Task Apply_StoreDownForAWhile_IsOnlyLate(string member)
    {
        var contributions = DrawnPasses.OfMany(4);
        _ = Faults.Add(member, 3, Down);

        Assert.All(await ApplyAllAsync(contributions), Assert.True);

        Assert.Equal(3, Faults.Thrown);
        await AssertMapAsync(contributions);
    }

    [Theory]
    [InlineData("TryPutAsync")]
    [InlineData("PublishAsync")]
    public async Task Apply_AnswerOfAWriteIsLost_CountsOnce(string member)
    {
        var contributions = DrawnPasses.OfMany(4);
        _ = Faults.Add(member, 2, Down, after: true);

        // By one engine: where another one writes meanwhile, nobody can tell any more whose put it was that won.
        Assert.All(await Task.WhenAll(contributions.Select(one => ApplyAsync(_engines[0], one))), Assert.True);

        Assert.Equal(2, Faults.Thrown);
        await AssertMapAsync(contributions);
    }

    private static BackendUnavailableException Down() => new("test", new IOException("down"));

    private static Contribution OnGrain(GrainId grain, int vehicle) =>
        DrawnPasses.Of(vehicle).Single(one => one.Grain == grain);

    private static Task<bool> ApplyAsync(IGrainEngine engine, Contribution contribution) =>
        engine.ApplyAsync(contribution.Grain, [contribution], DrawnPasses.Start, Cancelled);

    private async Task<bool[]> ApplyAllAsync(IEnumerable<Contribution> contributions) =>
        await Task.WhenAll(contributions.Select((one, i) => ApplyAsync(_engines[i % _engines.Count], one)));

    /// <summary>Makes them durable while nothing can be published.</summary>
    private async Task FailToPublishAsync(IReadOnlyList<Contribution> contributions)
    {
        _ = Faults.Add("PublishAsync", int.MaxValue, () => new InvalidOperationException("killed"));
        foreach (var contribution in contributions)
            await Assert.ThrowsAsync<InvalidOperationException>(() => ApplyAsync(_engines[0], contribution));
        Faults.Clear();
        Assert.Equal(DrawnPasses.Canonical([]), await ReadMapAsync());
    }

    private async Task AssertMapAsync(IEnumerable<Contribution> contributions)
    {
        var expected = DrawnPasses.Canonical(contributions);
        Assert.Equal(expected, await ReadMapAsync());
    }

    private async Task<List<string>> ReadMapAsync() => await _stores.Map.ReadCanonicalAsync(Cancelled).ToListAsync(Cancelled);
}
