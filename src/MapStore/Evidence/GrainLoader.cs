using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Evidence;

/// <summary>Loads grains from the evidence store. Safe for use by many threads; what it returns is not.</summary>
/// <param name="store">Where evidence is.</param>
public sealed class GrainLoader(IEvidenceStore store)
{
    /// <summary>A grain's head and opened state, without any part yet; revision 0 where it has no evidence.</summary>
    public async Task<LoadedGrain> LoadAsync(GrainId grain, CancellationToken cancellationToken)
    {
        var head = await store.LoadAsync(grain, cancellationToken).ConfigureAwait(false) ??
            new EvidenceHead(grain, Revision: 0, PublishedRevision: 0, ReadOnlyMemory<byte>.Empty);
        return new LoadedGrain(head, GrainState.Open(grain, head.State));
    }

    /// <summary>
    /// Adds parts to a state. False where one is gone, because a newer head dropped it: load the grain again.
    /// </summary>
    public async Task<bool> TryAddPartsAsync(
        LoadedGrain loaded, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            if (await store.LoadPartAsync(loaded.Head.Grain, part, cancellationToken).ConfigureAwait(false) is not { } bytes)
                return false;
            loaded.State.AddPart(part, bytes);
        }

        return true;
    }

    /// <summary>
    /// Notes that a part of a head was missing. A newer head may have dropped it; one that is missing from the same head
    /// again is lost, and looking for it would never end.
    /// </summary>
    /// <exception cref="InvalidDataException">The same head lacked a part before.</exception>
    public static void NoteMissingPart(LoadedGrain loaded, ref long missingAt)
    {
        if (missingAt == loaded.Head.Revision)
            throw new InvalidDataException($"Grain {loaded.Head.Grain} lacks a part that its revision {missingAt} names.");
        missingAt = loaded.Head.Revision;
    }

    /// <summary>A grain with all that deriving its facts needs; null where it has no evidence.</summary>
    public async Task<LoadedGrain?> LoadToDeriveAsync(GrainId grain, CancellationToken cancellationToken)
    {
        var missingAt = -1L;
        while (true)
        {
            var loaded = await LoadAsync(grain, cancellationToken).ConfigureAwait(false);
            if (loaded.Head.Revision == 0)
                return null;
            if (await TryAddPartsAsync(loaded, loaded.State.PartsToDerive(), cancellationToken).ConfigureAwait(false))
                return loaded;
            NoteMissingPart(loaded, ref missingAt);
        }
    }
}
