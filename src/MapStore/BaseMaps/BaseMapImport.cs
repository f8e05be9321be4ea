using Telemetry.Contracts.Faults;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>
/// Puts a road network in force as the base map: stores it under the next number, publishes what differs from the base map
/// before, derives anew what evidence says of segments that changed, and retires vanished ones with their features and
/// evidence. Interrupted at any point, it is mended by importing again. One import at a time, by a lease. Workers must have
/// drained the base map before.
/// </summary>
/// <param name="store">Where base maps are.</param>
/// <param name="map">The published map.</param>
/// <param name="evidence">Evidence of segments.</param>
/// <param name="leases">Keeps two imports apart.</param>
/// <param name="fusion">How facts are derived; the same as the workers'.</param>
/// <param name="time">Dates what is published.</param>
public sealed class BaseMapImport(
    IBaseMapStore store, IPublishedMap map, IEvidenceStore evidence, ILeaseStore leases, FusionOptions fusion, TimeProvider time)
{
    // Every cell is read once.
    private readonly BaseMapReader _reader = new(store, new BaseMapReaderOptions { MaxCachedSegments = 1_000 });

    /// <summary>
    /// Imports a network. Where the newest base map holds the same roads, there is no new version, and nothing is published
    /// unless an import broke off.
    /// </summary>
    /// <param name="roads">The network.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="progress">Told how many of the segments are compared and published; null to tell nobody.</param>
    /// <param name="cancellationToken">Ends the import; import again to complete it.</param>
    /// <param name="tell">Told of every segment that is added, removed or differs, once; null to tell nobody.</param>
    /// <exception cref="BackendUnavailableException">A store is down, or the newest base map damaged.</exception>
    /// <exception cref="ImportInProgressException">Another import is at work.</exception>
    public async Task<BaseMapImportReport> RunAsync(
        ImportedRoads roads, BaseMapOrigin origin, IProgress<BaseMapImportProgress>? progress, CancellationToken cancellationToken,
        Action<SegmentChange>? tell = null)
    {
        var lease = await ImportLease.TakeAsync(leases, time, cancellationToken).ConfigureAwait(false);
        await using var release = lease.ConfigureAwait(false);
        try
        {
            return await RunAsync(roads, origin, progress, tell, lease.Held).ConfigureAwait(false);
        }
        catch (OperationCanceledException lost) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BackendUnavailableException("lease store", lost);
        }
    }

    private async Task<BaseMapImportReport> RunAsync(
        ImportedRoads roads, BaseMapOrigin origin, IProgress<BaseMapImportProgress>? progress, Action<SegmentChange>? tell,
        CancellationToken cancellationToken)
    {
        var newest = await store.FindNewestAsync(cancellationToken).ConfigureAwait(false) ?? 0;
        var before = await FindReadableAsync(newest, cancellationToken).ConfigureAwait(false);
        var published = await map.FindBaseMapAsync(cancellationToken).ConfigureAwait(false);
        var cells = RoadCells.Partition(roads.Segments, roads.TurnRestrictions);
        var manifest = BaseMapWriter.Plan(roads, cells, origin, newest + 1);
        var isNew = manifest.ContentHash != before?.ContentHash;
        if (isNew)
            await new BaseMapWriter(store).WriteAsync(manifest, roads, cells, cancellationToken).ConfigureAwait(false);

        var inForce = isNew ? manifest : before!;
        var comparison = new BaseMapComparison(_reader, before, inForce, cells);
        var publisher = new BaseMapPublisher(map, evidence, fusion, time, inForce.Sequence, roads.Segments);
        var isWhole = before is not null && published == before.Sequence;
        var changes = comparison.RunAsync(withUnchanged: !isWhole, progress, cancellationToken);
        var feed = isWhole
            ? await publisher.PublishChangesAsync(changes, tell, cancellationToken).ConfigureAwait(false)
            : await publisher.PublishAllAsync(changes, tell, cancellationToken).ConfigureAwait(false);
        return new BaseMapImportReport
        {
            BaseMap = inForce.Sequence,
            Version = inForce.Version,
            IsNew = isNew,
            Extract = roads.Report,
            Segments = comparison.Counts,
            RetiredFacts = publisher.RetiredFacts,
            DroppedFacts = publisher.DroppedFacts,
            Feed = feed,
        };
    }

    /// <summary>
    /// A base map's manifest; null for 0, and for one in a format that this build does not read, which is replaced whole: only
    /// an import can put that right.
    /// </summary>
    private async Task<BaseMapManifest?> FindReadableAsync(long baseMap, CancellationToken cancellationToken)
    {
        if (baseMap == 0)
            return null;
        try
        {
            return await _reader.FindAsync(baseMap, cancellationToken).ConfigureAwait(false);
        }
        catch (BackendUnavailableException fault) when (fault.InnerException is BaseMapFormatException)
        {
            return null;
        }
    }
}
