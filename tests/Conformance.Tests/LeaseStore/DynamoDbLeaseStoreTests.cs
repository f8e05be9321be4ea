using Amazon.DynamoDBv2;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.MapStore.DynamoDb;
using Telemetry.MapStore.Leases;

namespace Telemetry.Conformance.Tests.LeaseStore;

public sealed class DynamoDbLeaseStoreTests(LocalStackFixture stack) : LeaseStoreConformance
{
    private readonly DynamoDbOptions _options = new() { Prefix = $"t-{Guid.NewGuid():N}" };
    private IAmazonDynamoDB? _client;

    protected override async Task<ILeaseStore> OpenAsync()
    {
        _client = stack.Endpoints.DynamoDb();
        var store = new DynamoDbLeaseStore(_client, _options, TimeProvider.System);
        await store.PrepareAsync(Cancelled);
        return store;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DeleteTableAsync($"{_options.Prefix}-leases", CancellationToken.None);
        _client?.Dispose();
        await base.DisposeAsync();
    }
}
