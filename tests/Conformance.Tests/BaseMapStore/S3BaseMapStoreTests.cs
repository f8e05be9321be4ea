using Amazon.S3;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.MapStore.BaseMaps;

namespace Telemetry.Conformance.Tests.BaseMapStore;

public sealed class S3BaseMapStoreTests(LocalStackFixture stack) : BaseMapStoreConformance
{
    private readonly S3BaseMapOptions _options = new() { Bucket = $"t-{Guid.NewGuid():N}" };
    private IAmazonS3? _client;

    [Fact]
    public async Task Prepare_Again_KeepsData()
    {
        await Store.PutManifestAsync(1, new byte[] { 1 }, Cancelled);
        await new S3BaseMapStore(_client!, _options).PrepareAsync(Cancelled);
        Assert.Equal(1, await Store.FindNewestAsync(Cancelled));
    }

    protected override async Task<IBaseMapStore> OpenAsync()
    {
        _client = stack.Endpoints.S3();
        var store = new S3BaseMapStore(_client, _options);
        await store.PrepareAsync(Cancelled);
        return store;
    }

    public override ValueTask DisposeAsync()
    {
        _client?.Dispose();
        return base.DisposeAsync();
    }
}
