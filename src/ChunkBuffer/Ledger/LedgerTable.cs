using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Telemetry.Aws;

namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>Makes the ledger's table: items by key, and an index of what is in flight by time, which stays small.</summary>
internal static class LedgerTable
{
    public const string InFlightIndex = "in-flight";

    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns when the table can be used.</summary>
    public static async Task<bool> EnsureAsync(
        IAmazonDynamoDB dynamoDb, string table, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await StatusAsync(dynamoDb, table, cancellationToken) is null)
            await CreateAsync(dynamoDb, table, cancellationToken);
        while (await StatusAsync(dynamoDb, table, cancellationToken) != TableStatus.ACTIVE)
            await Task.Delay(s_poll, time, cancellationToken);
        await EnsureExpiryAsync(dynamoDb, table, cancellationToken);
        return true;
    }

    private static async Task<TableStatus?> StatusAsync(
        IAmazonDynamoDB dynamoDb, string table, CancellationToken cancellationToken)
    {
        try
        {
            return (await dynamoDb.DescribeTableAsync(table, cancellationToken)).Table.TableStatus;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private static async Task CreateAsync(IAmazonDynamoDB dynamoDb, string table, CancellationToken cancellationToken)
    {
        var request = new CreateTableRequest
        {
            TableName = table,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions =
            [
                new() { AttributeName = LedgerItem.Key, AttributeType = ScalarAttributeType.S },
                new() { AttributeName = LedgerItem.Flight, AttributeType = ScalarAttributeType.S },
                new() { AttributeName = LedgerItem.SentAt, AttributeType = ScalarAttributeType.N },
            ],
            KeySchema = [new() { AttributeName = LedgerItem.Key, KeyType = KeyType.HASH }],
            GlobalSecondaryIndexes =
            [
                new()
                {
                    IndexName = InFlightIndex,
                    KeySchema =
                    [
                        new() { AttributeName = LedgerItem.Flight, KeyType = KeyType.HASH },
                        new() { AttributeName = LedgerItem.SentAt, KeyType = KeyType.RANGE },
                    ],
                    Projection = new() { ProjectionType = ProjectionType.ALL },
                },
            ],
        };
        try
        {
            await dynamoDb.CreateTableAsync(request, cancellationToken);
        }
        catch (ResourceInUseException)
        {
            // Another process came first.
        }
    }

    private static async Task EnsureExpiryAsync(
        IAmazonDynamoDB dynamoDb, string table, CancellationToken cancellationToken)
    {
        try
        {
            var described = await dynamoDb.DescribeTimeToLiveAsync(
                new DescribeTimeToLiveRequest { TableName = table }, cancellationToken);
            var status = described.TimeToLiveDescription?.TimeToLiveStatus;
            if (status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING)
                return;
            await dynamoDb.UpdateTimeToLiveAsync(
                new UpdateTimeToLiveRequest
                {
                    TableName = table,
                    TimeToLiveSpecification = new() { AttributeName = LedgerItem.Expiry, Enabled = true },
                },
                cancellationToken);
        }
        catch (AmazonServiceException e) when (AwsCall.CodeOf(e) is "UnknownOperationException" or "ValidationException")
        {
            // A local server without expiry, or another process that enabled it in between: reads filter anyway.
        }
    }
}
