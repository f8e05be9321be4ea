using Amazon.DynamoDBv2;
using Amazon.S3;
using Telemetry.Aws;
using Telemetry.Aws.Sqs;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.DynamoDb;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Keys;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;
using Telemetry.MapStore.Published.Postgis;

namespace Telemetry.Backends;

/// <summary>
/// The ports over S3, SQS, DynamoDB and PostgreSQL, each opened when it is asked for: a store that cannot be reached keeps only
/// its own ports away. Opening makes buckets, queues, tables and the schema where they are missing, and throws
/// <see cref="Contracts.Faults.BackendUnavailableException"/> where the store cannot be reached. Safe for use by many threads;
/// disposing of it closes the clients behind every port it gave.
/// </summary>
public sealed class ServicePorts : IAsyncDisposable
{
    private readonly string _prefix;
    private readonly TimeProvider _time;
    private readonly IAmazonS3 _s3;
    private readonly AmazonSqsClient _sqs;
    private readonly IAmazonDynamoDB _dynamoDb;
    private readonly PostgisPublishedMap _map;
    private readonly DynamoDbOptions _tables;

    /// <param name="settings">Where the services are.</param>
    /// <param name="time">The clock that the ports run by.</param>
    public ServicePorts(BackendSettings settings, TimeProvider time)
    {
        (_prefix, _time) = (settings.Prefix, time);
        var aws = new AwsClients(settings.Aws);
        _s3 = aws.CreateS3();
        _sqs = aws.CreateSqs();
        _dynamoDb = aws.CreateDynamoDb();
        _map = new PostgisPublishedMap(
            new PostgisMapOptions { ConnectionString = settings.Postgres, Schema = settings.Prefix }, time);
        _tables = new DynamoDbOptions { Prefix = settings.Prefix };
    }

    /// <summary>Opens the published map.</summary>
    public async Task<IPublishedMap> OpenMapAsync(CancellationToken cancellationToken)
    {
        await _map.PrepareAsync(cancellationToken);
        return _map;
    }

    /// <summary>Opens the base maps.</summary>
    public async Task<IBaseMapStore> OpenBaseMapsAsync(CancellationToken cancellationToken)
    {
        var baseMaps = new S3BaseMapStore(_s3, new S3BaseMapOptions { Bucket = $"{_prefix}-base-maps" });
        await baseMaps.PrepareAsync(cancellationToken);
        return baseMaps;
    }

    /// <summary>Opens the chunks.</summary>
    public async Task<IChunkStore> OpenChunksAsync(CancellationToken cancellationToken) =>
        await S3ChunkStore.CreateAsync(_s3, $"{_prefix}-chunks", _time, cancellationToken);

    /// <summary>Opens the books.</summary>
    public async Task<IChunkLedger> OpenLedgerAsync(CancellationToken cancellationToken) =>
        await DynamoDbChunkLedger.CreateAsync(_dynamoDb, $"{_prefix}-ledger", _time, cancellationToken);

    /// <summary>Opens the evidence.</summary>
    public async Task<IEvidenceStore> OpenEvidenceAsync(CancellationToken cancellationToken)
    {
        var evidence = new DynamoDbEvidenceStore(_dynamoDb, _tables, _time);
        await evidence.PrepareAsync(cancellationToken);
        return evidence;
    }

    /// <summary>Opens the leases.</summary>
    public async Task<ILeaseStore> OpenLeasesAsync(CancellationToken cancellationToken)
    {
        var leases = new DynamoDbLeaseStore(_dynamoDb, _tables, _time);
        await leases.PrepareAsync(cancellationToken);
        return leases;
    }

    /// <summary>Opens the epoch keys.</summary>
    public async Task<IEpochKeyStore> OpenEpochKeysAsync(CancellationToken cancellationToken)
    {
        var keys = new DynamoDbEpochKeyStore(_dynamoDb, _tables, _time);
        await keys.PrepareAsync(cancellationToken);
        return keys;
    }

    /// <summary>Opens the lanes of work, live first, and what was given up on.</summary>
    public async Task<(IReadOnlyList<IWorkQueue> Lanes, IDeadLetterQueue DeadLetters)> OpenQueuesAsync(
        CancellationToken cancellationToken)
    {
        var deadLetters = await SqsDeadLetterQueue.CreateAsync(_sqs, _prefix, cancellationToken);
        IReadOnlyList<IWorkQueue> lanes =
        [
            await SqsWorkQueue.CreateAsync(_sqs, _prefix, WorkLane.Live, deadLetters, cancellationToken),
            await SqsWorkQueue.CreateAsync(_sqs, _prefix, WorkLane.Bulk, deadLetters, cancellationToken),
        ];
        return (lanes, deadLetters);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _map.DisposeAsync();
        _dynamoDb.Dispose();
        _sqs.Dispose();
        _s3.Dispose();
    }
}
