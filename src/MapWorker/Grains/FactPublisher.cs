using Telemetry.Contracts.Faults;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
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

    /// <summary>
    /// Commits publications, in transactions of a bounded size, and notes that they are published. A transaction that fails is
    /// repeated grain by grain, so that facts the map cannot take hold back no others.
    /// </summary>
    /// <exception cref="BackendUnavailableException">The map is down; some of the publications may be in it.</exception>
    public async Task<PublishResult> PublishAsync(
        IReadOnlyList<Publication> publications, CancellationToken cancellationToken)
    {
        var changes = 0;
        var refused = new Dictionary<GrainId, Exception>();
        foreach (var batch in publications.Chunk(options.PublishBatch))
        {
            try
            {
                changes += await CommitAsync(batch, cancellationToken);
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                changes += await CommitSinglyAsync(batch, refused, cancellationToken);
            }
        }

        return new PublishResult(changes, refused);
    }

    private static bool IsRefusal(Exception exception) =>
        exception is not (OperationCanceledException or BackendUnavailableException or OutOfMemoryException);

    private async Task<int> CommitSinglyAsync(
        Publication[] batch, Dictionary<GrainId, Exception> refused, CancellationToken cancellationToken)
    {
        var changes = 0;
        foreach (var publication in batch)
        {
            try
            {
                changes += await CommitAsync([publication], cancellationToken);
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                refused[publication.Grain] = exception;
            }
        }

        return changes;
    }

    private async Task<int> CommitAsync(Publication[] batch, CancellationToken cancellationToken)
    {
        var changes = await map.PublishAsync(batch, time.GetUtcNow(), cancellationToken);
        foreach (var publication in batch)
            marks.Note(publication.Grain, publication.Revision.Evidence);
        return changes;
    }
}
