using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Published;
using Telemetry.MapWorker.Grains;

namespace Telemetry.Conformance.Tests.GrainEngine;

public sealed class StoredEngineInMemoryTests : GrainEngineConformance
{
    private readonly StoredEngines _engines = new();

    protected override Task<EngineStores> OpenStoresAsync() => Task.FromResult(new EngineStores(
        new InMemoryEvidenceStore(), new InMemoryPublishedMap(TimeProvider.System), new InMemoryBaseMapStore()));

    protected override Task<IReadOnlyList<IGrainEngine>> StartEnginesAsync(EngineStores stores) => _engines.StartAsync(stores, 1);

    protected override Task SweepAsync() => _engines.SweepAsync();

    protected override async Task CloseAsync() => await _engines.DisposeAsync();
}
