using Telemetry.Conformance.Tests.Stack;
using Telemetry.MapStore.Published;

namespace Telemetry.Conformance.Tests.PublishedMap;

public sealed class PostgisPublishedMapModelTests(LocalStackFixture stack) : PublishedMapModelConformance, IAsyncDisposable
{
    private PostgisScratchMap? _scratch;

    protected override async Task<IPublishedMap> OpenAsync() =>
        (_scratch = await PostgisScratchMap.OpenAsync(stack)).Map;

    public async ValueTask DisposeAsync()
    {
        if (_scratch is not null)
            await _scratch.DisposeAsync();
    }
}
