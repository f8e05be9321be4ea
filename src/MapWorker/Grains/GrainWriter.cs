using System.Globalization;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapWorker.Processing;

namespace Telemetry.MapWorker.Grains;

/// <summary>
/// The fold over optimistic concurrency: load, fold, put on the revision; on a conflict load and fold again. Correct for any
/// number of writers with nothing but the store. Safe for use by many threads.
/// </summary>
internal sealed class GrainWriter(
    IEvidenceStore store, GrainLoader loader, OpenedGrains opened, Outage outage, WorkerMetrics metrics, TimeProvider time)
{
    /// <summary>
    /// Folds what waits for a grain and makes it durable. Applies that cannot be folded fail and are taken out of
    /// <paramref name="applies"/>; the others are marked new or known.
    /// </summary>
    /// <param name="grain">The grain.</param>
    /// <param name="applies">What waits for it.</param>
    /// <param name="first">Its head as read a moment ago, to be tried first; null where it was not read.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <returns>The grain with all that deriving needs; null where it has no evidence, because nothing could be folded.</returns>
    public async Task<LoadedGrain?> WriteAsync(
        GrainId grain, List<PendingApply> applies, EvidenceHead? first, CancellationToken cancellationToken)
    {
        var missingAt = -1L;
        while (true)
        {
            var loaded = first is null ? await loader.LoadAsync(grain, cancellationToken) : opened.Open(first);
            first = null;
            var everything = applies.SelectMany(apply => apply.Contributions).ToList();
            if (!await loader.TryAddPartsAsync(loaded, loaded.State.PartsToFold(everything), cancellationToken))
            {
                GrainLoader.NoteMissingPart(loaded, ref missingAt);
                continue;
            }

            if (!TryFold(loaded, applies))
                continue;
            if (applies.Exists(apply => apply.WasNew))
            {
                var now = time.GetUtcNow();
                if (!await loader.TryAddPartsAsync(loaded, loaded.State.PartsToSeal(now), cancellationToken))
                {
                    GrainLoader.NoteMissingPart(loaded, ref missingAt);
                    continue;
                }

                if (await TryPutAsync(loaded, applies, now, cancellationToken) is not { } put)
                    continue;
                loaded = put;
            }

            if (loaded.Head.Revision == 0)
                return null;
            if (await loader.TryAddPartsAsync(loaded, loaded.State.PartsToDerive(), cancellationToken))
                return loaded;

            // Another writer went on from here and publishes a newer revision, but what waits must not depend on it.
            return await loader.LoadToDeriveAsync(grain, cancellationToken);
        }
    }

    /// <summary>False where an apply was taken out; the state is then half changed and must be thrown away.</summary>
    private static bool TryFold(LoadedGrain loaded, List<PendingApply> applies)
    {
        foreach (var apply in applies)
        {
            try
            {
                apply.WasNew = loaded.State.Fold(apply.Contributions).Contains(true);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                // The fold is pure: it would fail again. Only this apply's message is poison; the others go on.
                apply.Fail(new PoisonContributionException(loaded.Head.Grain, exception));
                applies.Remove(apply);
                return false;
            }
        }

        return true;
    }

    private async Task<LoadedGrain?> TryPutAsync(
        LoadedGrain loaded, List<PendingApply> applies, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var grain = loaded.Head.Grain;
        var nonce = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var pieces = loaded.State.Seal(nonce, now);
        foreach (var part in pieces.NewParts)
            await store.PutPartAsync(grain, part.Name, part.Bytes, cancellationToken);

        // The very same head again after an outage: whether a put whose answer was lost has won can still be seen then.
        var head = loaded.Head with { Revision = loaded.Head.Revision + 1, State = pieces.Head };
        var put = await outage.RideOutAsync(token => store.TryPutAsync(head, token), cancellationToken) ||
            await outage.RideOutAsync(token => WonAfterAllAsync(head, pieces.NewParts, token), cancellationToken);
        metrics.HeadPut(put);
        if (!put)
            return null;
        foreach (var apply in applies)
            apply.NoteDurable();
        await outage.RideOutAsync(token => store.DeletePartsAsync(grain, pieces.ObsoleteParts, token), cancellationToken);
        return loaded with { Head = head };
    }

    /// <summary>
    /// A client that repeats a put whose answer was lost is told of a conflict with itself. Only what is stored now says who
    /// won, and only parts that it does not name may go.
    /// </summary>
    private async Task<bool> WonAfterAllAsync(
        EvidenceHead head, IReadOnlyList<GrainPart> newParts, CancellationToken cancellationToken)
    {
        var stored = await loader.LoadAsync(head.Grain, cancellationToken);
        if (stored.Head.Revision == head.Revision && stored.Head.State.Span.SequenceEqual(head.State.Span))
            return true;
        var named = stored.State.PartNames;
        await store.DeletePartsAsync(
            head.Grain, [.. newParts.Select(part => part.Name).Except(named, StringComparer.Ordinal)], cancellationToken);
        return false;
    }
}
