using Telemetry.MapStore.BaseMaps;

namespace Telemetry.Conformance.Tests.BaseMapStore;

public sealed class InMemoryBaseMapStoreTests : BaseMapStoreConformance
{
    protected override Task<IBaseMapStore> OpenAsync() => Task.FromResult<IBaseMapStore>(new InMemoryBaseMapStore());
}
