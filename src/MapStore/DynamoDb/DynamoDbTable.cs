using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Telemetry.Aws;
using Telemetry.Contracts.Faults;

namespace Telemetry.MapStore.DynamoDb;

/// <summary>
/// One DynamoDB table and the requests that the stores make of it, faults translated. Reads are strongly consistent. Safe for
/// use by many threads.
/// </summary>
internal sealed class DynamoDbTable(IAmazonDynamoDB client, string name, string backend)
{
    private const int BatchLimit = 25;
    private const int ReadLimit = 100;
    private const int BatchAttempts = 5;
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>The table's name.</summary>
    public string Name => name;

    /// <summary>Makes the table where it is missing and returns once it can be used. Any number of processes may do so at once.</summary>
    public async Task EnsureAsync(CreateTableRequest table, TimeProvider time, CancellationToken cancellationToken)
    {
        table.TableName = name;
        table.BillingMode = BillingMode.PAY_PER_REQUEST;
        while (true)
        {
            var status = await FindStatusAsync(cancellationToken).ConfigureAwait(false);
            if (status == TableStatus.ACTIVE)
                return;
            if (status is not null || !await TryCreateAsync(table, cancellationToken).ConfigureAwait(false))
                await Task.Delay(s_lookEvery, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An item; null where there is none.</summary>
    public async Task<Dictionary<string, AttributeValue>?> GetAsync(
        Dictionary<string, AttributeValue> key, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = name, Key = key, ConsistentRead = true };
        var response = await RunAsync(() => client.GetItemAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        return response.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>The items that there are, in no order, in requests of 100.</summary>
    /// <param name="keys">Each once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Dictionary<string, AttributeValue>>> GetManyAsync(
        IEnumerable<Dictionary<string, AttributeValue>> keys, CancellationToken cancellationToken)
    {
        var items = new List<Dictionary<string, AttributeValue>>();
        foreach (var chunk in keys.Chunk(ReadLimit))
        {
            // An answer ends at 16 MB, or where the table throttles; it names what is left.
            var left = new KeysAndAttributes { Keys = [.. chunk], ConsistentRead = true };
            var attempts = 0;
            while (left is { Keys.Count: > 0 })
            {
                var request = new BatchGetItemRequest(new Dictionary<string, KeysAndAttributes> { [name] = left });
                var response = await RunAsync(() => client.BatchGetItemAsync(request, cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
                var found = response.Responses?.GetValueOrDefault(name) ?? [];
                items.AddRange(found);
                attempts = found.Count > 0 ? 0 : attempts + 1;
                left = response.UnprocessedKeys?.GetValueOrDefault(name);
                if (left is { Keys.Count: > 0 } && attempts == BatchAttempts)
                    throw new BackendUnavailableException(backend, new TimeoutException("Reads are throttled."));
            }
        }

        return items;
    }

    /// <summary>Puts an item if the condition holds; false where it does not.</summary>
    public Task<bool> TryPutAsync(
        Dictionary<string, AttributeValue> item, string? condition, Dictionary<string, AttributeValue>? values,
        CancellationToken cancellationToken)
    {
        var request = new PutItemRequest
        {
            TableName = name, Item = item, ConditionExpression = condition, ExpressionAttributeValues = values,
        };
        return IfConditionHoldsAsync(() => client.PutItemAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>Changes an item if the condition holds; false where it does not.</summary>
    public Task<bool> TryUpdateAsync(
        Dictionary<string, AttributeValue> key, string update, string condition, Dictionary<string, AttributeValue> values,
        CancellationToken cancellationToken)
    {
        var request = new UpdateItemRequest
        {
            TableName = name, Key = key, UpdateExpression = update, ConditionExpression = condition,
            ExpressionAttributeValues = values,
        };
        return IfConditionHoldsAsync(() => client.UpdateItemAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>Deletes an item if the condition holds; false where it does not.</summary>
    public Task<bool> TryDeleteAsync(
        Dictionary<string, AttributeValue> key, string? condition, Dictionary<string, AttributeValue>? values,
        CancellationToken cancellationToken)
    {
        var request = new DeleteItemRequest
        {
            TableName = name, Key = key, ConditionExpression = condition, ExpressionAttributeValues = values,
        };
        return IfConditionHoldsAsync(() => client.DeleteItemAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>Deletes items, in requests of 25.</summary>
    public async Task DeleteAsync(IEnumerable<Dictionary<string, AttributeValue>> keys, CancellationToken cancellationToken)
    {
        foreach (var chunk in keys.Chunk(BatchLimit))
        {
            var left = chunk.Select(key => new WriteRequest(new DeleteRequest(key))).ToList();
            for (var attempt = 0; left is { Count: > 0 }; attempt++)
            {
                if (attempt == BatchAttempts)
                    throw new BackendUnavailableException(backend, new TimeoutException("Deletes are throttled."));
                var request = new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>> { [name] = left });
                var response = await RunAsync(() => client.BatchWriteItemAsync(request, cancellationToken), cancellationToken)
                    .ConfigureAwait(false);
                left = response.UnprocessedItems?.GetValueOrDefault(name);
            }
        }
    }

    /// <summary>A page of a query on this table.</summary>
    public Task<QueryResponse> QueryAsync(QueryRequest request, CancellationToken cancellationToken)
    {
        request.TableName = name;
        return RunAsync(() => client.QueryAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>A page of a scan of this table.</summary>
    public Task<ScanResponse> ScanAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        request.TableName = name;
        return RunAsync(() => client.ScanAsync(request, cancellationToken), cancellationToken);
    }

    private Task<TableStatus?> FindStatusAsync(CancellationToken cancellationToken)
    {
        return RunAsync(FindAsync, cancellationToken);

        async Task<TableStatus?> FindAsync()
        {
            try
            {
                return (await client.DescribeTableAsync(name, cancellationToken).ConfigureAwait(false)).Table.TableStatus;
            }
            catch (ResourceNotFoundException)
            {
                return null;
            }
        }
    }

    private async Task<bool> TryCreateAsync(CreateTableRequest table, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(() => client.CreateTableAsync(table, cancellationToken), cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ResourceInUseException)
        {
            return false; // Another process makes it.
        }
    }

    private async Task<bool> IfConditionHoldsAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(call, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) =>
        AwsCall.RunAsync(backend, call, cancellationToken);
}
