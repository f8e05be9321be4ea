using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Evidence;

/// <summary>
/// Evidence by grain: a head under optimistic concurrency and immutable parts. Reads see every write that returned before
/// (strong consistency). Safe for use by many threads. Every member throws
/// <see cref="Contracts.Faults.BackendUnavailableException"/> where the store cannot be reached or throttles.
/// </summary>
public interface IEvidenceStore
{
    /// <summary>A grain's head; null where it has no evidence.</summary>
    Task<EvidenceHead?> LoadAsync(GrainId grain, CancellationToken cancellationToken);

    /// <summary>The heads of grains that have evidence, in far fewer requests than one each. No snapshot: each is as it was when it was read.</summary>
    /// <param name="grains">Any number; one named twice counts once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyDictionary<GrainId, EvidenceHead>> LoadManyAsync(
        IReadOnlyCollection<GrainId> grains, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a head if the stored one still has revision <c>head.Revision - 1</c> (for 1: if there is none). False where
    /// another writer came first; then nothing changed. The published revision becomes the larger of the head's and the
    /// stored one, so that a writer may note with its next put what it has published since.
    /// </summary>
    /// <exception cref="ArgumentException">The state is over 64 KB.</exception>
    Task<bool> TryPutAsync(EvidenceHead head, CancellationToken cancellationToken);

    /// <summary>
    /// Notes that the facts of <paramref name="revision"/> are in the published map. Leaves the revision as it is and never
    /// lowers the published one; nothing happens where the grain's head has not reached that revision or there is none.
    /// </summary>
    Task MarkPublishedAsync(GrainId grain, long revision, CancellationToken cancellationToken);

    /// <summary>A part; null where there is none (a newer head dropped it: load the head again).</summary>
    Task<ReadOnlyMemory<byte>?> LoadPartAsync(GrainId grain, string part, CancellationToken cancellationToken);

    /// <summary>Writes a part under a name not used before by the grain; at most 64 KB.</summary>
    /// <exception cref="ArgumentException">The part is over 64 KB.</exception>
    Task PutPartAsync(GrainId grain, string part, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Deletes parts that no head names any more. Deleting twice is allowed.</summary>
    Task DeletePartsAsync(GrainId grain, IReadOnlyList<string> parts, CancellationToken cancellationToken);

    /// <summary>Deletes a grain, head and parts: its road is gone from the base map.</summary>
    Task DeleteAsync(GrainId grain, CancellationToken cancellationToken);

    /// <summary>All heads of a kind, in no order.</summary>
    IAsyncEnumerable<EvidenceHead> ScanAsync(GrainKind kind, CancellationToken cancellationToken);

    /// <summary>Grains whose published revision is behind their revision, in no order: what a sweep publishes.</summary>
    IAsyncEnumerable<GrainId> FindUnpublishedAsync(CancellationToken cancellationToken);
}
