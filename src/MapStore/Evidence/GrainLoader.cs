using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Evidence;

/// <summary>Loads grains from the evidence store. Safe for use by many threads; what it returns is not.</summary>
/// <param name="store">Where evidence is.</param>
public sealed class GrainLoader(IEvidenceStore store)
{
    /// <summary>A grain's head and opened state, without any part yet; revision 0 where it has no evidence.</summary>
    public async Task<LoadedGrain> LoadAsync(GrainId grain, CancellationToken cancellationToken) =>
        Open(grain, await store.LoadAsync(grain, cancellationToken).ConfigureAwait(false));

    /// <summary>A grain from its stored head; null where there is none.</summary>
    public static LoadedGrain Open(GrainId grain, EvidenceHead? stored)
    {
        var head = stored ?? EvidenceHead.None(grain);
        return new LoadedGrain(head, GrainState.Open(grain, head.State));
    }

    /// <summary>
    /// The heads and opened states of grains, as <see cref="LoadAsync"/> gives them, in few requests; revision 0 where there is no evidence.
    /// </summary>
    public async Task<IReadOnlyDictionary<GrainId, LoadedGrain>> LoadManyAsync(
        IReadOnlyCollection<GrainId> grains, CancellationToken cancellationToken)
    {
        var heads = await store.LoadManyAsync(grains, cancellationToken).ConfigureAwait(false);
        return grains.Distinct().ToDictionary(grain => grain, grain => Open(grain, heads.GetValueOrDefault(grain)));
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
