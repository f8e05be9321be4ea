using Telemetry.MapStore.Keys;

namespace Telemetry.Conformance.Tests.EpochKeys;

public sealed class InMemoryEpochKeyStoreTests : EpochKeyStoreConformance
{
    protected override Task<IEpochKeyStore> OpenAsync() => Task.FromResult<IEpochKeyStore>(new InMemoryEpochKeyStore());
}
