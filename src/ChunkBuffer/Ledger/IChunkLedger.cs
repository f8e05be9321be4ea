using Telemetry.ChunkBuffer.Chunks;

namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>
/// The books: one item per chunk, written by the receiver before the work item is sent, completed once by a worker. Items
/// are kept 9 days. Safe for use by many threads. Every member throws
/// <see cref="Contracts.Faults.BackendUnavailableException"/> where the ledger cannot be reached.
/// </summary>
public interface IChunkLedger
{
    /// <summary>Opens a chunk's entry, all messages in flight. Opening it again changes nothing.</summary>
    Task OpenAsync(ChunkEntry entry, CancellationToken cancellationToken);

    /// <summary>Books refusals that no chunk carries (nothing was accepted for a while, or the receiver stops).</summary>
    Task AddRefusedAsync(Guid id, RefusedCounts refused, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// Sets the outcomes of all messages of a chunk, none of them in flight, once: false where they were set before or the
    /// chunk has no entry, and then nothing changes.
    /// </summary>
    Task<bool> TryCompleteAsync(
        ChunkId chunk, IReadOnlyList<MessageEntry> messages, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>A chunk's entry; null where there is none.</summary>
    Task<ChunkEntry?> FindAsync(ChunkId chunk, CancellationToken cancellationToken);

    /// <summary>The sums over all entries. Reads the whole ledger; for people and tests.</summary>
    Task<LedgerSums> SumAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Entries still in flight that were sent before <paramref name="sentBefore"/>: what a sweep sends again, because its
    /// receiver may have died between entry and work item.
    /// </summary>
    IAsyncEnumerable<ChunkEntry> FindInFlightAsync(DateTimeOffset sentBefore, CancellationToken cancellationToken);
}
