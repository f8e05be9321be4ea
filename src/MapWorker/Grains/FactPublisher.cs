using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.Published;
using Telemetry.MapWorker.Options;
using Telemetry.MapWorker.Roads;

namespace Telemetry.MapWorker.Grains;

/// <summary>Derives the facts of segment grains and commits them to the published map. Safe for use by many threads.</summary>
internal sealed class FactPublisher(
    IPublishedMap map, IRoadSource roads, PublishedMarks marks, FusionOptions fusion, MapWorkerOptions options, TimeProvider time)
{
    /// <summary>
    /// The facts of a segment grain; null where its segment is no longer on the base map, so that it has none.
    /// </summary>
    /// <param name="loaded">The grain, with the parts that deriving needs.</param>
    /// <param name="receivedAt">When the newest frame behind it was received; null in a sweep.</param>
    /// <param name="cancellationToken">Cancels loading the base map.</param>
    public async Task<Publication?> DeriveAsync(
        LoadedGrain loaded, DateTimeOffset? receivedAt, CancellationToken cancellationToken)
    {
        var grain = loaded.Head.Grain;
        var (baseMap, segment) = await roads.FindSegmentAsync(grain.Segment, loaded.State.HomeCell, cancellationToken);
        if (segment is null)
        {
            // Nothing follows from it any more, so that all of that is published.
            marks.Note(grain, loaded.Head.Revision);
            return null;
        }

        var features = SegmentFacts.Derive(segment, loaded.State, fusion);
        return new Publication(grain, new MapRevision(baseMap, loaded.Head.Revision), features, receivedAt);
    }

    /// <summary>Commits publications, in transactions of a bounded size, and notes that they are published.</summary>
    /// <returns>Changes written to the feed.</returns>
    public async Task<int> PublishAsync(IReadOnlyList<Publication> publications, CancellationToken cancellationToken)
    {
        var changes = 0;
        foreach (var batch in publications.Chunk(options.PublishBatch))
        {
            changes += await map.PublishAsync(batch, time.GetUtcNow(), cancellationToken);
            foreach (var publication in batch)
                marks.Note(publication.Grain, publication.Revision.Evidence);
        }

        return changes;
    }
}
