using Telemetry.MapStore.Published;

namespace Telemetry.Conformance.Tests.PublishedMap;

public sealed class InMemoryPublishedMapTests : PublishedMapConformance
{
    protected override Task<IPublishedMap> OpenAsync() =>
        Task.FromResult<IPublishedMap>(new InMemoryPublishedMap(TimeProvider.System));
}
