using System.Collections.Concurrent;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapWorker.Options;
using Telemetry.MapWorker.Roads;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapWorker.Cells;

/// <summary>Derives candidate roads and closures of cells from what the evidence store holds now. Safe for use by many threads.</summary>
internal sealed class CellDeriver(GrainLoader loader, IRoadSource roads, FusionOptions fusion, MapWorkerOptions options)
{
    private const int ReadAtOnce = 100;

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
        var driven = await LoadAsync(cells.SelectMany(CandidateRoads.Reach), cancellationToken);
        var candidates = new CandidateRoads(driven.ToDictionary(cell => cell.Key, cell => cell.Value.State), graph, fusion);
        var publications = new List<Publication>(cells.Count);
        foreach (var cell in cells)
        {
            // The facts depend on several grains, so their revision is the sum of all that were read. Each only grows: equal sums
            // of one reader after another mean equal evidence, and a derivation that read all of the newest has the largest.
            var features = new List<MapFeature>(candidates.Of(cell));
            features.AddRange(await DeriveClosuresAsync(cell, around[cell], evidence, cancellationToken));
            var revision = CandidateRoads.Reach(cell).Sum(near => driven.TryGetValue(near, out var known) ? known.Head.Revision : 0) +
                around[cell].Sum(road => evidence[road.Id].Head.Revision);
            publications.Add(new Publication(GrainId.Of(cell), new MapRevision(baseMap, revision), features, ReceivedAt: null));
        }

        return publications;
    }

    /// <summary>Cells with evidence, each with all that deriving needs.</summary>
    private async Task<IReadOnlyDictionary<CellId, LoadedGrain>> LoadAsync(
        IEnumerable<CellId> cells, CancellationToken cancellationToken)
    {
        var loaded = new ConcurrentDictionary<CellId, LoadedGrain>();
        await LoadAsync(
            cells.Select(GrainId.Of),
            async (grain, token) =>
            {
                // A part that is gone was dropped by a newer head.
                if (await loader.TryAddPartsAsync(grain, grain.State.PartsToDerive(), token))
                    loaded[grain.Head.Grain.Cell] = grain;
                else if (await loader.LoadToDeriveAsync(grain.Head.Grain, token) is { } newer)
                    loaded[grain.Head.Grain.Cell] = newer;
            },
            cancellationToken);
        return loaded;
    }

    private async Task<ConcurrentDictionary<SegmentId, LoadedGrain>> LoadAsync(
        IEnumerable<RoadSegment> segments, CancellationToken cancellationToken)
    {
        var ids = segments.Select(segment => segment.Id).ToHashSet();
        var loaded = new ConcurrentDictionary<SegmentId, LoadedGrain>();
        await LoadAsync(
            ids.Select(GrainId.Of),
            (grain, _) =>
            {
                loaded[grain.Head.Grain.Segment] = grain;
                return ValueTask.CompletedTask;
            },
            cancellationToken);
        foreach (var id in ids)
            loaded.TryAdd(id, GrainLoader.Open(GrainId.Of(id), stored: null));
        return loaded;
    }

    /// <summary>Loads the heads of those grains that have evidence, each once, many in a request.</summary>
    private Task LoadAsync(
        IEnumerable<GrainId> grains, Func<LoadedGrain, CancellationToken, ValueTask> take, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            grains.Distinct().Chunk(ReadAtOnce),
            new ParallelOptions { MaxDegreeOfParallelism = options.CellParallelism, CancellationToken = cancellationToken },
            async (some, token) =>
            {
                foreach (var grain in (await loader.LoadManyAsync(some, token)).Values)
                    if (grain.Head.Revision > 0)
                        await take(grain, token);
            });

    private async Task<IReadOnlyList<MapFeature>> DeriveClosuresAsync(
        CellId cell, IReadOnlyList<RoadSegment> around, ConcurrentDictionary<SegmentId, LoadedGrain> evidence,
        CancellationToken cancellationToken)
    {
        // Seldom: only then do the parts of the evidence matter.
        if (!CellFacts.MayHaveClosures(cell, With(evidence, around), fusion))
            return [];
        foreach (var road in around)
            await CompleteAsync(road.Id, evidence, cancellationToken);
        return CellFacts.DeriveClosures(cell, With(evidence, around), fusion);
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
