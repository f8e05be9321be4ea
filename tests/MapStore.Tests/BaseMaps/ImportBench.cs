using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;
using Telemetry.RoadNetwork.Import;
using Telemetry.TestKit;

namespace Telemetry.MapStore.Tests.BaseMaps;

/// <summary>The stores that an import writes to, in memory.</summary>
internal sealed class ImportBench
{
    private static readonly BaseMapOrigin s_origin = BaseMapOrigin.OpenStreetMap("some/folder/town.osm.pbf");

    public ImportBench(IBaseMapStore? store = null)
    {
        Store = store ?? new InMemoryBaseMapStore();
        Map = new InMemoryPublishedMap(Time);
    }

    public ManualTimeProvider Time { get; } = new();

    public IBaseMapStore Store { get; }

    public InMemoryPublishedMap Map { get; }

    public InMemoryEvidenceStore Evidence { get; } = new();

    public InMemoryLeaseStore Leases { get; } = new();

    public BaseMapReader Reader() => new(Store, new BaseMapReaderOptions());

    public Task<BaseMapImportReport> ImportAsync(ImportedRoads roads, Faults? faults = null)
    {
        var import = faults is null
            ? new BaseMapImport(Store, Map, Evidence, Leases, FusionOptions.Default, Time)
            : new BaseMapImport(faults.Over(Store), faults.Over<IPublishedMap>(Map), faults.Over<IEvidenceStore>(Evidence), Leases, FusionOptions.Default, Time);
        return import.RunAsync(roads, s_origin, null, TestContext.Current.CancellationToken);
    }

    /// <summary>Lets the clock go on until an import has ended.</summary>
    public async Task<T> PassTimeUntilAsync<T>(Task<T> ended)
    {
        while (!ended.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return await ended;
    }

    public async Task<IReadOnlyList<string>> CanonicalAsync()
    {
        var lines = new List<string>();
        await foreach (var line in Map.ReadCanonicalAsync(TestContext.Current.CancellationToken))
            lines.Add(line);
        return lines;
    }
}
