using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Published;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>
/// Puts a road network in force as the base map: stores it under the next number, publishes all its segments and tagged
/// limits, derives anew what evidence says of segments that stay, and retires vanished ones with their features and evidence.
/// Interrupted at any point, it is mended by importing again. One import at a time: two at once would take the same number.
/// Workers must have drained the base map before.
/// </summary>
/// <param name="store">Where base maps are.</param>
/// <param name="map">The published map.</param>
/// <param name="evidence">Evidence of segments.</param>
/// <param name="fusion">How facts are derived; the same as the workers'.</param>
/// <param name="time">Dates what is published.</param>
public sealed class BaseMapImport(
    IBaseMapStore store, IPublishedMap map, IEvidenceStore evidence, FusionOptions fusion, TimeProvider time)
{
    private readonly BaseMapReader _reader = new(store, new BaseMapReaderOptions());

    /// <summary>
    /// Imports a network. Where the newest base map holds the same roads, there is no new version; what may be missing in the
    /// published map is published all the same.
    /// </summary>
    /// <param name="roads">The network.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="progress">Told while publishing; null to tell nobody.</param>
    /// <param name="cancellationToken">Ends the import; import again to complete it.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">A store is down, or the newest base map damaged.</exception>
    public async Task<BaseMapImportReport> RunAsync(
        ImportedRoads roads, BaseMapOrigin origin, IProgress<BaseMapImportProgress>? progress, CancellationToken cancellationToken)
    {
        var before = await _reader.FindNewestAsync(cancellationToken).ConfigureAwait(false);
        var counts = await SegmentCounts.CompareAsync(_reader, before, roads.Segments, cancellationToken).ConfigureAwait(false);
        var cells = RoadCells.Partition(roads.Segments, roads.TurnRestrictions);
        var manifest = BaseMapWriter.Plan(roads, cells, origin, (before?.Sequence ?? 0) + 1);
        var isNew = manifest.ContentHash != before?.ContentHash;
        if (isNew)
            await new BaseMapWriter(store).WriteAsync(manifest, roads, cells, cancellationToken).ConfigureAwait(false);

        var inForce = isNew ? manifest : before!;
        await new BaseMapPublisher(map, evidence, fusion, time)
            .PublishAsync(inForce.Sequence, roads.Segments, progress, cancellationToken).ConfigureAwait(false);
        return new BaseMapImportReport
        {
            BaseMap = inForce.Sequence,
            Version = inForce.Version,
            IsNew = isNew,
            Ways = roads.Report.Ways,
            Segments = roads.Segments.Length,
            TaggedLimits = roads.Report.TaggedLimits,
            Added = counts.Added,
            Kept = counts.Kept,
            Removed = counts.Removed,
        };
    }
}
