using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Keys;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;

namespace Telemetry.Backends;

/// <summary>
/// Every port in one process, for the embedded profile: no set-up, and everything is forgotten when the process ends.
/// </summary>
public static class EmbeddedBackends
{
    /// <summary>
    /// The in-memory backends; chunks and base maps, the bulk of it, lie on disk below <paramref name="folder"/>, which the
    /// caller deletes afterwards.
    /// </summary>
    public static PlatformBackends Create(string folder, TimeProvider time)
    {
        var deadLetters = new InMemoryDeadLetterQueue();
        return new PlatformBackends(new OpenedClients([]))
        {
            Time = time,
            Chunks = new DiskChunkStore(Path.Combine(folder, "chunks"), time),
            Ledger = new InMemoryChunkLedger(time),
            Queues =
            [
                new InMemoryWorkQueue(WorkLane.Live, time, deadLetters),
                new InMemoryWorkQueue(WorkLane.Bulk, time, deadLetters),
            ],
            DeadLetters = deadLetters,
            BaseMaps = new DiskBaseMapStore(Path.Combine(folder, "base-maps")),
            Evidence = new InMemoryEvidenceStore(),
            Leases = new InMemoryLeaseStore(),
            EpochKeys = new InMemoryEpochKeyStore(),
            Map = new InMemoryPublishedMap(time),
        };
    }
}
