using Telemetry.Aws;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.DynamoDb;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Keys;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published.Postgis;

namespace Telemetry.Backends;

/// <summary>S3, SQS, DynamoDB and PostgreSQL, local or on AWS: the protocols are the same.</summary>
public static class ServiceBackends
{
    /// <summary>
    /// Opens the clients and makes buckets, queues, tables and the schema where they are missing; any number of processes may
    /// do so at once.
    /// </summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">One cannot be reached; nothing is left open.</exception>
    public static async Task<PlatformBackends> ConnectAsync(
        BackendSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var aws = new AwsClients(settings.Aws);
        var s3 = aws.CreateS3();
        var sqs = aws.CreateSqs();
        var dynamoDb = aws.CreateDynamoDb();
        var map = new PostgisPublishedMap(
            new PostgisMapOptions { ConnectionString = settings.Postgres, Schema = settings.Prefix }, time);
        var opened = new OpenedClients([s3, sqs, dynamoDb, map]);
        try
        {
            var tables = new DynamoDbOptions { Prefix = settings.Prefix };
            var baseMaps = new S3BaseMapStore(s3, new S3BaseMapOptions { Bucket = $"{settings.Prefix}-base-maps" });
            var evidence = new DynamoDbEvidenceStore(dynamoDb, tables, time);
            var leases = new DynamoDbLeaseStore(dynamoDb, tables, time);
            var keys = new DynamoDbEpochKeyStore(dynamoDb, tables, time);
            await Task.WhenAll(
                map.PrepareAsync(cancellationToken), baseMaps.PrepareAsync(cancellationToken),
                evidence.PrepareAsync(cancellationToken), leases.PrepareAsync(cancellationToken),
                keys.PrepareAsync(cancellationToken));
            var deadLetters = await SqsDeadLetterQueue.CreateAsync(sqs, settings.Prefix, cancellationToken);
            return new PlatformBackends(opened)
            {
                Time = time,
                Chunks = await S3ChunkStore.CreateAsync(s3, $"{settings.Prefix}-chunks", time, cancellationToken),
                Ledger = await DynamoDbChunkLedger.CreateAsync(dynamoDb, $"{settings.Prefix}-ledger", time, cancellationToken),
                Queues =
                [
                    await SqsWorkQueue.CreateAsync(sqs, settings.Prefix, WorkLane.Live, deadLetters, cancellationToken),
                    await SqsWorkQueue.CreateAsync(sqs, settings.Prefix, WorkLane.Bulk, deadLetters, cancellationToken),
                ],
                DeadLetters = deadLetters,
                BaseMaps = baseMaps,
                Evidence = evidence,
                Leases = leases,
                EpochKeys = keys,
                Map = map,
            };
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }
}
