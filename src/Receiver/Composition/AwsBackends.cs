using Telemetry.Aws;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.DynamoDb;
using Telemetry.MapStore.Keys;

namespace Telemetry.Receiver.Composition;

/// <summary>The receiver's ports over S3, SQS and DynamoDB, on AWS or on whatever speaks their protocols.</summary>
public static class AwsBackends
{
    /// <summary>
    /// Opens the stores that the standard environment variables lead to, making what is missing, and registers them. All names begin
    /// with the configuration's <c>Resources:Prefix</c> (default <c>telemetry</c>): buckets <c>-chunks</c> and <c>-base-maps</c>, queues
    /// <c>-live</c>, <c>-bulk</c> and <c>-dead</c>, tables <c>-ledger</c> and <c>-keys</c>.
    /// </summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">One of them cannot be reached.</exception>
    public static async Task AddReceiverBackendsAsync(
        this IServiceCollection services, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var prefix = configuration["Resources:Prefix"] ?? "telemetry";
        var time = TimeProvider.System;
        var clients = AwsClients.FromEnvironment();
        var (s3, sqs, dynamoDb) = (clients.CreateS3(), clients.CreateSqs(), clients.CreateDynamoDb());

        services.AddSingleton<IChunkStore>(await S3ChunkStore.CreateAsync(s3, $"{prefix}-chunks", time, cancellationToken));
        services.AddSingleton<IChunkLedger>(await DynamoDbChunkLedger.CreateAsync(dynamoDb, $"{prefix}-ledger", time, cancellationToken));
        var dead = await SqsDeadLetterQueue.CreateAsync(sqs, prefix, cancellationToken);
        foreach (var lane in Enum.GetValues<WorkLane>())
            services.AddSingleton<IWorkQueue>(await SqsWorkQueue.CreateAsync(sqs, prefix, lane, dead, cancellationToken));

        var keys = new DynamoDbEpochKeyStore(dynamoDb, new DynamoDbOptions { Prefix = prefix }, time);
        await keys.PrepareAsync(cancellationToken);
        services.AddSingleton<IEpochKeyStore>(keys);
        var baseMaps = new S3BaseMapStore(s3, new S3BaseMapOptions { Bucket = $"{prefix}-base-maps" });
        await baseMaps.PrepareAsync(cancellationToken);
        services.AddSingleton<IBaseMapStore>(baseMaps);
    }
}
