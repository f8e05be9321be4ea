using Amazon.DynamoDBv2;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.MapStore.DynamoDb;
using Telemetry.MapStore.Keys;

namespace Telemetry.Conformance.Tests.EpochKeys;

public sealed class DynamoDbEpochKeyStoreTests(LocalStackFixture stack) : EpochKeyStoreConformance
{
    private readonly DynamoDbOptions _options = new() { Prefix = $"t-{Guid.NewGuid():N}" };
    private IAmazonDynamoDB? _client;

    protected override async Task<IEpochKeyStore> OpenAsync()
    {
        _client = stack.Endpoints.DynamoDb();
        var store = new DynamoDbEpochKeyStore(_client, _options, TimeProvider.System);
        await store.PrepareAsync(Cancelled);
        return store;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_client is not null)
            await _client.DeleteTableAsync($"{_options.Prefix}-keys", CancellationToken.None);
        _client?.Dispose();
        await base.DisposeAsync();
    }
}
