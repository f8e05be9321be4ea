using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapWorker.Grains;

namespace Telemetry.MapWorker.Sweeping;

/// <summary>
/// Publishes the facts of grains whose worker died between the durable write and the commit to the published map, and that
/// nobody has loaded since. A grain that is merely not marked yet is published again, which changes nothing.
/// </summary>
internal sealed class UnpublishedSweep(IEvidenceStore store, GrainLoader loader, FactPublisher publisher)
{
    private HashSet<GrainId> _seenBefore = [];

    /// <summary>One sweep over all grains that were unpublished at the last sweep too. For one thread at a time.</summary>
    /// <returns>How many grains were published.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var seen = new HashSet<GrainId>();
        var publications = new List<Publication>();
        await foreach (var grain in store.FindUnpublishedAsync(cancellationToken))
        {
            seen.Add(grain);
            if (grain.Kind != GrainKind.Segment || !_seenBefore.Contains(grain))
                continue;
            if (await loader.LoadToDeriveAsync(grain, cancellationToken) is { } loaded &&
                await publisher.DeriveAsync(loaded, receivedAt: null, cancellationToken) is { } publication)
                publications.Add(publication);
        }

        await publisher.PublishAsync(publications, cancellationToken);
        _seenBefore = seen;
        return publications.Count;
    }
}
