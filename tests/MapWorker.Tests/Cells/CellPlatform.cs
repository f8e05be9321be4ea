using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Keys;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;
using Telemetry.RoadNetwork.Import;
using Telemetry.TestKit;

namespace Telemetry.MapWorker.Tests.Cells;

/// <summary>What workers share, in memory, and the clock of all of them.</summary>
internal sealed class CellPlatform
{
    private CellPlatform()
    {
        Start = Time.GetUtcNow().AddHours(-1);
        Map = new InMemoryPublishedMap(Time);
        Chunks = new InMemoryChunkStore(Time);
        Ledger = new InMemoryChunkLedger(Time);
        Queue = new InMemoryWorkQueue(WorkLane.Live, Time);
        Keys = new EpochKeyRing(
            new InMemoryEpochKeyStore(), new EpochKeyOptions { Seed = Convert.ToBase64String(new byte[EpochKeyRing.KeyBytes]) }, Time);
    }

    public ManualTimeProvider Time { get; } = new();

    /// <summary>When cars drive: an hour before the clock's beginning.</summary>
    public DateTimeOffset Start { get; }

    public InMemoryEvidenceStore Evidence { get; } = new();

    public InMemoryPublishedMap Map { get; }

    public InMemoryBaseMapStore BaseMaps { get; } = new();

    public InMemoryLeaseStore Leases { get; } = new();

    public InMemoryChunkStore Chunks { get; }

    public InMemoryChunkLedger Ledger { get; }

    public InMemoryWorkQueue Queue { get; }

    public EpochKeyRing Keys { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<CellPlatform> CreateAsync(ImportedRoads baseMap)
    {
        var platform = new CellPlatform();
        await platform.Keys.RefreshAsync(Cancelled);
        await platform.ImportAsync(baseMap);
        return platform;
    }

    public Task ImportAsync(ImportedRoads baseMap) =>
        new BaseMapImport(BaseMaps, Map, Evidence, new InMemoryLeaseStore(), FusionOptions.Default, Time).RunAsync(
            baseMap, BaseMapOrigin.OpenStreetMap("drawn"), null, Cancelled);

    public async Task<IReadOnlyList<PublishedFeature>> FeaturesAsync(MapCollection collection) =>
        await Map.QueryAsync(new FeatureQuery(collection, null, null, 1_000), Cancelled);

    public async Task<List<string>> CanonicalAsync() => await Map.ReadCanonicalAsync(Cancelled).ToListAsync(Cancelled);

    public async Task<List<GrainId>> UnpublishedAsync() =>
        await Evidence.FindUnpublishedAsync(Cancelled).ToListAsync(Cancelled);
}
