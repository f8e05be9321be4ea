namespace Telemetry.Backends;

/// <summary>S3, SQS, DynamoDB and PostgreSQL, local or on AWS: the protocols are the same.</summary>
public static class ServiceBackends
{
    /// <summary>
    /// Opens every port and makes buckets, queues, tables and the schema where they are missing; any number of processes may
    /// do so at once.
    /// </summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">One cannot be reached; nothing is left open.</exception>
    public static async Task<PlatformBackends> ConnectAsync(
        BackendSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var ports = new ServicePorts(settings, time);
        try
        {
            var map = ports.OpenMapAsync(cancellationToken);
            var baseMaps = ports.OpenBaseMapsAsync(cancellationToken);
            var evidence = ports.OpenEvidenceAsync(cancellationToken);
            var leases = ports.OpenLeasesAsync(cancellationToken);
            var keys = ports.OpenEpochKeysAsync(cancellationToken);
            await Task.WhenAll(map, baseMaps, evidence, leases, keys);
            var (lanes, deadLetters) = await ports.OpenQueuesAsync(cancellationToken);
            return new PlatformBackends(new OpenedClients([ports]))
            {
                Time = time,
                Chunks = await ports.OpenChunksAsync(cancellationToken),
                Ledger = await ports.OpenLedgerAsync(cancellationToken),
                Queues = lanes,
                DeadLetters = deadLetters,
                BaseMaps = await baseMaps,
                Evidence = await evidence,
                Leases = await leases,
                EpochKeys = await keys,
                Map = await map,
            };
        }
        catch
        {
            await ports.DisposeAsync();
            throw;
        }
    }
}
