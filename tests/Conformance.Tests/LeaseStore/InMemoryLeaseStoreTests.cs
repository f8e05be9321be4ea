using Telemetry.MapStore.Leases;

namespace Telemetry.Conformance.Tests.LeaseStore;

public sealed class InMemoryLeaseStoreTests : LeaseStoreConformance
{
    protected override Task<ILeaseStore> OpenAsync() => Task.FromResult<ILeaseStore>(new InMemoryLeaseStore());
}
