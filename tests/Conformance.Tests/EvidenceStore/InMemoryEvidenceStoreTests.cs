using Telemetry.MapStore.Evidence;

namespace Telemetry.Conformance.Tests.EvidenceStore;

public sealed class InMemoryEvidenceStoreTests : EvidenceStoreConformance
{
    protected override Task<IEvidenceStore> OpenAsync() => Task.FromResult<IEvidenceStore>(new InMemoryEvidenceStore());
}
