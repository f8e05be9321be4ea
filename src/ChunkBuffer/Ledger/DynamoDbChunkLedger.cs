using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Telemetry.Aws;
using Telemetry.ChunkBuffer.Chunks;

namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>
/// The books in a DynamoDB table, one item per chunk. Transitions are conditional writes, so they happen once however many
/// processes try. The index of what is in flight lags behind a little, as all of DynamoDB's do.
/// </summary>
public sealed class DynamoDbChunkLedger : IChunkLedger
{
    private const string Backend = "chunk ledger";
    private const int Segments = 4;

    private readonly IAmazonDynamoDB _dynamoDb;
    private readonly string _table;
    private readonly TimeProvider _time;

    private DynamoDbChunkLedger(IAmazonDynamoDB dynamoDb, string table, TimeProvider time)
    {
        _dynamoDb = dynamoDb;
        _table = table;
        _time = time;
    }

    /// <summary>Makes the table where it is absent.</summary>
    /// <param name="dynamoDb">The client; stays the caller's.</param>
    /// <param name="table">The table's name, for example <c>telemetry-ledger</c>.</param>
    /// <param name="time">The clock that items expire by.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">DynamoDB cannot be reached or refuses.</exception>
    public static async Task<DynamoDbChunkLedger> CreateAsync(
        IAmazonDynamoDB dynamoDb, string table, TimeProvider time, CancellationToken cancellationToken)
    {
        await AwsCall.RunAsync(
            Backend, () => LedgerTable.EnsureAsync(dynamoDb, table, time, cancellationToken), cancellationToken);
        return new DynamoDbChunkLedger(dynamoDb, table, time);
    }

    /// <inheritdoc/>
    public Task OpenAsync(ChunkEntry entry, CancellationToken cancellationToken) =>
        PutOnceAsync(LedgerItem.Of(entry), cancellationToken);

    /// <inheritdoc/>
    public Task AddRefusedAsync(Guid id, RefusedCounts refused, DateTimeOffset at, CancellationToken cancellationToken) =>
        PutOnceAsync(LedgerItem.Of(id, refused, at), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> TryCompleteAsync(
        ChunkId chunk, IReadOnlyList<MessageEntry> messages, DateTimeOffset at, CancellationToken cancellationToken)
    {
        MessageLines.CheckComplete(messages);
        var lines = MessageLines.Pack(messages);
        var request = new UpdateItemRequest
        {
            TableName = _table,
            Key = KeyOf(chunk),
            UpdateExpression = $"SET {LedgerItem.Lines} = :lines, {LedgerItem.CompletedAt} = :at REMOVE {LedgerItem.Flight}",
            ConditionExpression =
                $"attribute_exists({LedgerItem.Key}) AND attribute_not_exists({LedgerItem.CompletedAt}) " +
                $"AND {LedgerItem.Expiry} >= :now",
            ExpressionAttributeValues = new()
            {
                [":lines"] = new() { B = new MemoryStream(lines) },
                [":at"] = LedgerItem.Number(at.UtcTicks),
                [":now"] = LedgerItem.Number(_time.GetUtcNow().ToUnixTimeSeconds()),
            },
        };
        try
        {
            await AwsCall.RunAsync(Backend, () => _dynamoDb.UpdateItemAsync(request, cancellationToken), cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            // It may have been this very write: the client repeats one whose answer was lost.
            var found = await FindAsync(chunk, cancellationToken);
            return found?.CompletedAt == at && MessageLines.Pack(found.Messages).AsSpan().SequenceEqual(lines);
        }
    }

    /// <inheritdoc/>
    public async Task<ChunkEntry?> FindAsync(ChunkId chunk, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = _table, Key = KeyOf(chunk), ConsistentRead = true };
        var response = await AwsCall.RunAsync(
            Backend, () => _dynamoDb.GetItemAsync(request, cancellationToken), cancellationToken);
        return response.Item is { Count: > 0 } item && !LedgerItem.IsExpired(item, _time.GetUtcNow())
            ? LedgerItem.ReadEntry(item)
            : null;
    }

    /// <inheritdoc/>
    public async Task<LedgerSums> SumAsync(CancellationToken cancellationToken)
    {
        var segments = await Task.WhenAll(
            Enumerable.Range(0, Segments).Select(segment => SumSegmentAsync(segment, cancellationToken)));
        var books = new BookKeeper();
        foreach (var segment in segments)
            books.Add(segment);
        return books.Sums();
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChunkEntry> FindInFlightAsync(
        DateTimeOffset sentBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var flight = 0; flight < LedgerItem.Flights; flight++)
        {
            var request = InFlightQuery(flight, sentBefore);
            do
            {
                var page = await AwsCall.RunAsync(
                    Backend, () => _dynamoDb.QueryAsync(request, cancellationToken), cancellationToken);
                foreach (var item in (page.Items ?? []).Where(i => !LedgerItem.IsExpired(i, _time.GetUtcNow())))
                    yield return LedgerItem.ReadEntry(item);
                request.ExclusiveStartKey = page.LastEvaluatedKey;
            }
            while (request.ExclusiveStartKey is { Count: > 0 });
        }
    }

    private static Dictionary<string, AttributeValue> KeyOf(ChunkId chunk) =>
        new() { [LedgerItem.Key] = new() { S = LedgerItem.KeyOf(chunk) } };

    private async Task PutOnceAsync(Dictionary<string, AttributeValue> item, CancellationToken cancellationToken)
    {
        var request = new PutItemRequest
        {
            TableName = _table,
            Item = item,
            ConditionExpression = $"attribute_not_exists({LedgerItem.Key})",
        };
        try
        {
            await AwsCall.RunAsync(Backend, () => _dynamoDb.PutItemAsync(request, cancellationToken), cancellationToken);
        }
        catch (ConditionalCheckFailedException)
        {
            // Written before: once is enough.
        }
    }

    private async Task<BookKeeper> SumSegmentAsync(int segment, CancellationToken cancellationToken)
    {
        var names = LedgerItem.SumAttributes.Select((name, i) => (Alias: $"#a{i}", Name: name)).ToList();
        var request = new ScanRequest
        {
            TableName = _table,
            Segment = segment,
            TotalSegments = Segments,
            ConsistentRead = true,
            ProjectionExpression = string.Join(", ", names.Select(n => n.Alias)),
            ExpressionAttributeNames = names.ToDictionary(n => n.Alias, n => n.Name),
        };
        var books = new BookKeeper();
        do
        {
            var page = await AwsCall.RunAsync(
                Backend, () => _dynamoDb.ScanAsync(request, cancellationToken), cancellationToken);
            foreach (var item in (page.Items ?? []).Where(i => !LedgerItem.IsExpired(i, _time.GetUtcNow())))
                LedgerItem.ReadSums(item, books);
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return books;
    }

    private QueryRequest InFlightQuery(int flight, DateTimeOffset sentBefore) => new()
    {
        TableName = _table,
        IndexName = LedgerTable.InFlightIndex,
        KeyConditionExpression = $"{LedgerItem.Flight} = :flight AND {LedgerItem.SentAt} < :before",
        ExpressionAttributeValues = new()
        {
            [":flight"] = new() { S = LedgerItem.FlightName(flight) },
            [":before"] = LedgerItem.Number(sentBefore.UtcTicks),
        },
    };
}
