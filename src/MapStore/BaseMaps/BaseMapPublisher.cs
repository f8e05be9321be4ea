using System.Collections.Immutable;
using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Published;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>
/// Brings published map and evidence in line with a base map: every segment's facts, derived anew with whatever evidence it
/// has; nothing of segments that the base map does not have. Works from what is there, not from what changed, and so also
/// mends what an interrupted run left behind.
/// </summary>
internal sealed class BaseMapPublisher(IPublishedMap map, IEvidenceStore evidence, FusionOptions fusion, TimeProvider time)
{
    private const int BatchSize = 500;

    /// <summary>Publishes a base map.</summary>
    /// <param name="baseMap">Its sequence number.</param>
    /// <param name="segments">Its segments, in order of id.</param>
    /// <param name="progress">Told after each batch; null to tell nobody.</param>
    /// <param name="cancellationToken">Ends it between two batches.</param>
    public async Task PublishAsync(
        long baseMap, ImmutableArray<RoadSegment> segments, IProgress<BaseMapImportProgress>? progress, CancellationToken cancellationToken)
    {
        var (known, orphans) = await ScanEvidenceAsync(segments, cancellationToken).ConfigureAwait(false);
        var published = 0;
        foreach (var batch in segments.Chunk(BatchSize))
        {
            var publications = new List<Publication>(batch.Length);
            foreach (var segment in batch)
                publications.Add(known.Contains(segment.Id)
                    ? await DeriveAsync(baseMap, segment, cancellationToken).ConfigureAwait(false)
                    : Derive(baseMap, segment, null, revision: 0));
            await PublishBatchAsync(publications, cancellationToken).ConfigureAwait(false);
            progress?.Report(new BaseMapImportProgress(published += batch.Length, segments.Length));
        }

        await WithdrawVanishedAsync(baseMap, segments, cancellationToken).ConfigureAwait(false);
        // Last: as long as a vanished segment has evidence, a run that was cut short is seen to be unfinished.
        foreach (var orphan in orphans)
            await evidence.DeleteAsync(orphan, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(HashSet<SegmentId> Known, List<GrainId> Orphans)> ScanEvidenceAsync(
        ImmutableArray<RoadSegment> segments, CancellationToken cancellationToken)
    {
        var known = new HashSet<SegmentId>();
        var orphans = new List<GrainId>();
        await foreach (var head in evidence.ScanAsync(GrainKind.Segment, cancellationToken).ConfigureAwait(false))
        {
            if (Holds(segments, head.Grain.Segment))
                known.Add(head.Grain.Segment);
            else
                orphans.Add(head.Grain);
        }

        orphans.Sort();
        return (known, orphans);
    }

    private async Task<Publication> DeriveAsync(long baseMap, RoadSegment segment, CancellationToken cancellationToken)
    {
        var grain = GrainId.Of(segment.Id);
        while (true)
        {
            if (await evidence.LoadAsync(grain, cancellationToken).ConfigureAwait(false) is not { } head)
                return Derive(baseMap, segment, null, revision: 0);
            var state = GrainState.Open(grain, head.State);
            if (await TryAddPartsAsync(state, cancellationToken).ConfigureAwait(false))
                return Derive(baseMap, segment, state, head.Revision);
        }
    }

    /// <summary>False where a newer head dropped a part meanwhile.</summary>
    private async Task<bool> TryAddPartsAsync(GrainState state, CancellationToken cancellationToken)
    {
        foreach (var part in state.PartsToDerive())
        {
            if (await evidence.LoadPartAsync(state.Grain, part, cancellationToken).ConfigureAwait(false) is not { } bytes)
                return false;
            state.AddPart(part, bytes);
        }

        return true;
    }

    private Publication Derive(long baseMap, RoadSegment segment, GrainState? state, long revision) => new(
        GrainId.Of(segment.Id), new MapRevision(baseMap, revision), SegmentFacts.Derive(segment, state, fusion), ReceivedAt: null);

    private async Task WithdrawVanishedAsync(
        long baseMap, ImmutableArray<RoadSegment> segments, CancellationToken cancellationToken)
    {
        var vanished = new List<Publication>();
        await foreach (var grain in map.ReadGrainsAsync(GrainKind.Segment, cancellationToken).ConfigureAwait(false))
            if (!Holds(segments, grain.Segment))
                vanished.Add(new Publication(grain, new MapRevision(baseMap, Evidence: 0), [], ReceivedAt: null));
        foreach (var batch in vanished.Chunk(BatchSize))
            await PublishBatchAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    private async Task PublishBatchAsync(IReadOnlyList<Publication> batch, CancellationToken cancellationToken)
    {
        await map.PublishAsync(batch, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        foreach (var publication in batch)
            if (publication.Revision.Evidence > 0)
                await evidence.MarkPublishedAsync(publication.Grain, publication.Revision.Evidence, cancellationToken).ConfigureAwait(false);
    }

    private static bool Holds(ImmutableArray<RoadSegment> segments, SegmentId id)
    {
        int low = 0, high = segments.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = segments[middle].Id.CompareTo(id);
            if (order == 0)
                return true;
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }
}
