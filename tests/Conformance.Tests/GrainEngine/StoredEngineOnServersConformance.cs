using Amazon.DynamoDBv2;
using Telemetry.Conformance.Tests.PublishedMap;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.DynamoDb;
using Telemetry.MapStore.Evidence;
using Telemetry.MapWorker.Grains;

namespace Telemetry.Conformance.Tests.GrainEngine;

/// <summary>The stored engine over DynamoDB and PostGIS, some of them side by side.</summary>
public abstract class StoredEngineOnServersConformance(LocalStackFixture stack, int engines) : GrainEngineConformance
{
    private readonly DynamoDbOptions _options = new() { Prefix = $"t-{Guid.NewGuid():N}" };
    private readonly StoredEngines _engines = new();
    private IAmazonDynamoDB? _client;
    private PostgisScratchMap? _map;

    protected override async Task<EngineStores> OpenStoresAsync()
    {
        _client = stack.Endpoints.DynamoDb();
        var evidence = new DynamoDbEvidenceStore(_client, _options, TimeProvider.System);
        await evidence.PrepareAsync(Cancelled);
        _map = await PostgisScratchMap.OpenAsync(stack);
        return new EngineStores(evidence, _map.Map, new InMemoryBaseMapStore());
    }

    protected override Task<IReadOnlyList<IGrainEngine>> StartEnginesAsync(EngineStores stores) => _engines.StartAsync(stores, engines);

    protected override Task SweepAsync() => _engines.SweepAsync();

    protected override async Task CloseAsync()
    {
        await _engines.DisposeAsync();
        if (_map is not null)
            await _map.DisposeAsync();
        if (_client is not null)
            await _client.DeleteTableAsync($"{_options.Prefix}-evidence", CancellationToken.None);
        _client?.Dispose();
    }
}
