using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Published;
using Telemetry.MapWorker.Grains;
using Telemetry.MapWorker.Options;
using Telemetry.MapWorker.Roads;

namespace Telemetry.MapWorker.Cells;

/// <summary>
/// One round over the cells around new evidence: derive, publish, and only then mark the grains as published in the evidence
/// store. So a grain counts as published when all that follows from it is, its own facts and those of the cells around it, and
/// whatever dies half-way leaves it unpublished. For one thread at a time.
/// </summary>
/// <remarks>
/// Why the map at rest follows from the evidence alone: a revision is marked only by a round that began to read after it was
/// put. The round that marks the last revision to be put around a cell has therefore read all of the final evidence; no other
/// sum of revisions is as large, so its publication stays. That holds for any number of rounds at once; the lease saves work.
/// </remarks>
internal sealed class CellRound(
    IEvidenceStore store, IPublishedMap map, IRoadSource roads, GrainLoader loader, CellDeriver deriver, PublishedMarks marks,
    WorkerMetrics metrics, MapWorkerOptions options, TimeProvider time)
{
    private const int MostMarks = 1_000;
    private long _baseMap;

    /// <summary>True where a round would find something to do.</summary>
    /// <param name="all">Whether grains count that are not quiet yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The base map's store is down.</exception>
    public async Task<bool> IsDueAsync(bool all, CancellationToken cancellationToken) =>
        marks.Due(all, limit: 1).Count > 0 || await roads.FindNewestAsync(cancellationToken) != _baseMap;

    /// <summary>Runs a round.</summary>
    /// <param name="all">Whether grains count that are not quiet yet.</param>
    /// <param name="holdAsync">Called now and then; false where the round has to break off, for another publisher took over.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">A store is down; the next round does the same again.</exception>
    public async Task RunAsync(
        bool all, Func<CancellationToken, Task<bool>> holdAsync, CancellationToken cancellationToken)
    {
        var baseMap = await roads.FindNewestAsync(cancellationToken);
        var due = marks.Due(all, MostMarks);
        var cells = new SortedSet<CellId>();
        foreach (var mark in due)
            cells.UnionWith(await CellsAroundAsync(mark.Grain, cancellationToken));
        if (baseMap != _baseMap)
            await AddOutdatedAsync(baseMap, cells, cancellationToken);

        foreach (var block in cells.GroupBy(BlockOf))
        {
            foreach (var some in block.Chunk(options.PublishBatch))
            {
                var publications = await deriver.DeriveAsync(some, cancellationToken);
                if (!await holdAsync(cancellationToken))
                    return;
                metrics.Derived(some.Length, await map.PublishAsync(publications, time.GetUtcNow(), cancellationToken));
            }
        }

        foreach (var mark in due)
        {
            await store.MarkPublishedAsync(mark.Grain, mark.Revision, cancellationToken);
            marks.Forget(mark);
        }

        _baseMap = baseMap;
    }

    private async Task<IEnumerable<CellId>> CellsAroundAsync(GrainId grain, CancellationToken cancellationToken)
    {
        if (grain.Kind == GrainKind.Cell)
            return [grain.Cell];
        var loaded = await loader.LoadAsync(grain, cancellationToken);
        var (_, segment) = await roads.FindSegmentAsync(grain.Segment, loaded.State.HomeCell, cancellationToken);
        return segment is null ? [] : CellReach.CellsAround(segment);
    }

    /// <summary>Cells whose facts still follow from an older base map, whatever their evidence.</summary>
    private async Task AddOutdatedAsync(long baseMap, SortedSet<CellId> cells, CancellationToken cancellationToken)
    {
        await foreach (var grain in map.ReadGrainsAsync(GrainKind.Cell, cancellationToken))
        {
            if (await map.FindRevisionAsync(grain, cancellationToken) is { } revision && revision.BaseMap < baseMap)
                cells.Add(grain.Cell);
        }
    }

    // About 5 km: as much as is held in memory at a time.
    private static CellId BlockOf(CellId cell)
    {
        var box = CellGrid.Evidence.BoxOf(cell);
        return CellGrid.BaseMap.CellOf(new GeoPoint(box.WestE7, box.SouthE7));
    }
}
