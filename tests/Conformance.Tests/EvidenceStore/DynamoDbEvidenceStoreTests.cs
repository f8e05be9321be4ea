using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.Contracts.Faults;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.DynamoDb;
using Telemetry.MapStore.Evidence;

namespace Telemetry.Conformance.Tests.EvidenceStore;

public sealed class DynamoDbEvidenceStoreTests(LocalStackFixture stack) : EvidenceStoreConformance
{
    private readonly DynamoDbOptions _options = new() { Prefix = $"t-{Guid.NewGuid():N}" };
    private IAmazonDynamoDB? _client;

    [Fact]
    public async Task Prepare_ManyProcessesAtOnce_AllSucceed()
    {
        var options = new DynamoDbOptions { Prefix = $"t-{Guid.NewGuid():N}" };
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            new DynamoDbEvidenceStore(_client!, options, TimeProvider.System).PrepareAsync(Cancelled)));
        await _client!.DeleteTableAsync($"{options.Prefix}-evidence", Cancelled);
    }

    [Fact]
    public async Task Load_NobodyListens_IsUnavailable()
    {
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("a", "b"),
            new AmazonDynamoDBConfig { ServiceURL = "http://127.0.0.1:9", AuthenticationRegion = "x", MaxErrorRetry = 0 });
        var store = new DynamoDbEvidenceStore(client, _options, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<BackendUnavailableException>(
            () => store.LoadAsync(new GrainId(GrainKind.Segment, 1), Cancelled));

        Assert.Equal("evidence store", fault.Backend);
    }

    protected override async Task<IEvidenceStore> OpenAsync()
    {
        _client = stack.Endpoints.DynamoDb();
        var store = new DynamoDbEvidenceStore(_client, _options, TimeProvider.System);
        await store.PrepareAsync(Cancelled);
        return store;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DeleteTableAsync($"{_options.Prefix}-evidence", CancellationToken.None);
        _client?.Dispose();
        await base.DisposeAsync();
    }
}
