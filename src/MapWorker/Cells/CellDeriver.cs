using System.Collections.Concurrent;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapWorker.Options;
using Telemetry.MapWorker.Roads;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapWorker.Cells;

/// <summary>Derives candidate roads and closures of cells from what the evidence store holds now. Safe for use by many threads.</summary>
internal sealed class CellDeriver(GrainLoader loader, IRoadSource roads, FusionOptions fusion, MapWorkerOptions options)
{
    /// <summary>Everything that cells publish.</summary>
    /// <param name="cells">Cells near each other: the roads around all of them are held in memory.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One publication a cell, in the order given; also of cells that have nothing to say.</returns>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">A store is down.</exception>
    public async Task<IReadOnlyList<Publication>> DeriveAsync(
        IReadOnlyList<CellId> cells, CancellationToken cancellationToken)
    {
        var box = cells.Select(CellReach.BoxOfRoads).Aggregate((a, b) => a.Union(b));
        var (baseMap, graph) = await roads.GraphOfAsync(box, cancellationToken);
        var around = cells.ToDictionary(cell => cell, cell => CellReach.RoadsAround(cell, graph));
        var evidence = await LoadAsync(around.Values.SelectMany(road => road), cancellationToken);
        var publications = new List<Publication>(cells.Count);
        foreach (var cell in cells)
            publications.Add(await DeriveAsync(cell, baseMap, graph, around[cell], evidence, cancellationToken));
        return publications;
    }

    private async Task<ConcurrentDictionary<SegmentId, LoadedGrain>> LoadAsync(
        IEnumerable<RoadSegment> segments, CancellationToken cancellationToken)
    {
        var loaded = new ConcurrentDictionary<SegmentId, LoadedGrain>();
        await Parallel.ForEachAsync(
            segments.Select(segment => segment.Id).Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = options.CellParallelism, CancellationToken = cancellationToken },
            async (id, token) => loaded[id] = await loader.LoadAsync(GrainId.Of(id), token));
        return loaded;
    }

    private async Task<Publication> DeriveAsync(
        CellId cell, long baseMap, RoadGraph graph, IReadOnlyList<RoadSegment> around,
        ConcurrentDictionary<SegmentId, LoadedGrain> evidence, CancellationToken cancellationToken)
    {
        var own = await loader.LoadToDeriveAsync(GrainId.Of(cell), cancellationToken);
        var features = new List<MapFeature>(CellFacts.DeriveCandidates(cell, own?.State, graph, fusion));

        // Seldom: only then do the parts of the evidence matter.
        if (CellFacts.MayHaveClosures(cell, With(evidence, around)))
        {
            foreach (var road in around)
                await CompleteAsync(road.Id, evidence, cancellationToken);
            features.AddRange(CellFacts.DeriveClosures(cell, With(evidence, around), fusion));
        }

        // The facts depend on several grains, so their revision is the sum of all that were read. Each only grows: equal sums
        // of one reader after another mean equal evidence, and a derivation that read all of the newest has the largest.
        var revision = (own?.Head.Revision ?? 0) + around.Sum(road => evidence[road.Id].Head.Revision);
        return new Publication(GrainId.Of(cell), new MapRevision(baseMap, revision), features, ReceivedAt: null);
    }

    private async Task CompleteAsync(
        SegmentId id, ConcurrentDictionary<SegmentId, LoadedGrain> evidence, CancellationToken cancellationToken)
    {
        var known = evidence[id];
        if (!await loader.TryAddPartsAsync(known, known.State.PartsToDerive(), cancellationToken) &&
            await loader.LoadToDeriveAsync(GrainId.Of(id), cancellationToken) is { } newer)
            evidence[id] = newer;
    }

    private static List<(RoadSegment Segment, GrainState? Evidence)> With(
        ConcurrentDictionary<SegmentId, LoadedGrain> evidence, IReadOnlyList<RoadSegment> around) =>
        [.. around.Select(road => (road, (GrainState?)evidence[road.Id].State))];
}
