using Amazon.DynamoDBv2;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.Contracts.Faults;

namespace Telemetry.Conformance.Tests.ChunkLedger;

public sealed class DynamoDbChunkLedgerTests(LocalStackFixture stack) : ChunkLedgerConformance
{
    private readonly string _table = $"t-{Guid.NewGuid():N}-ledger";
    private IAmazonDynamoDB _dynamoDb = null!;

    [Fact]
    public async Task Create_ManyAtOnce_AllSucceed()
    {
        var table = $"t-{Guid.NewGuid():N}-ledger";
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ =>
            DynamoDbChunkLedger.CreateAsync(_dynamoDb, table, TimeProvider.System, Cancelled)));
        await _dynamoDb.DeleteTableAsync(table, Cancelled);
    }

    [Fact]
    public async Task AnyCall_NobodyListens_IsUnavailable()
    {
        using var dynamoDb = StackAws.Nowhere.CreateDynamoDb();
        var fault = await Assert.ThrowsAsync<BackendUnavailableException>(
            () => DynamoDbChunkLedger.CreateAsync(dynamoDb, _table, Time, Cancelled));
        Assert.Equal("chunk ledger", fault.Backend);
    }

    protected override async Task<IChunkLedger> OpenAsync()
    {
        _dynamoDb = stack.Endpoints.Aws().CreateDynamoDb();
        return await DynamoDbChunkLedger.CreateAsync(_dynamoDb, _table, Time, Cancelled);
    }

    public override async ValueTask DisposeAsync()
    {
        if (_dynamoDb is not null)
            await _dynamoDb.DeleteTableAsync(_table, CancellationToken.None);
        _dynamoDb?.Dispose();
        await base.DisposeAsync();
    }
}
