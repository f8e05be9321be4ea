using Telemetry.Contracts.Faults;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.MapStore.BaseMaps;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapWorker.Roads;

/// <summary>
/// The newest base map. A map that fits is one graph; of a larger one, the graphs around the most recent places are kept.
/// Looks for a newer map every few seconds. Safe for use by many threads.
/// </summary>
internal sealed class BaseMapRoads(BaseMapReader reader, TimeProvider time) : IRoadSource, IDisposable
{
    /// <summary>Maps up to this size are held as one graph: about 1 GB.</summary>
    private const int LargestWholeMap = 500_000;

    private const int MostGraphs = 64;
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _loading = new(1);
    private readonly LinkedList<RegionGraph> _graphs = new();
    private BaseMapManifest? _map;
    private long _lookedAt;

    /// <inheritdoc/>
    public async Task<long> FindNewestAsync(CancellationToken cancellationToken) =>
        (await NewestInTurnAsync(cancellationToken)).Sequence;

    /// <inheritdoc/>
    public async Task<RoadGraph> GraphAroundAsync(ReadOnlyMemory<Fix> fixes, CancellationToken cancellationToken) =>
        (await GraphWithAsync(() => MatchReach.Cells(fixes.Span), cancellationToken)).Graph;

    /// <inheritdoc/>
    public Task<(long BaseMap, RoadGraph Graph)> GraphOfAsync(GeoBox box, CancellationToken cancellationToken) =>
        GraphWithAsync(() => CellGrid.BaseMap.CellsIn(box), cancellationToken);

    /// <inheritdoc/>
    public async Task<(long BaseMap, RoadSegment? Segment)> FindSegmentAsync(
        SegmentId id, CellId? homeCell, CancellationToken cancellationToken)
    {
        var map = await NewestInTurnAsync(cancellationToken);
        return (map.Sequence, await reader.FindSegmentAsync(map, id, homeCell, cancellationToken));
    }

    public void Dispose() => _loading.Dispose();

    private async Task<(long BaseMap, RoadGraph Graph)> GraphWithAsync(
        Func<IEnumerable<CellId>> cellsOfLargeMap, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            var map = await NewestAsync(cancellationToken);
            var cells = map.Segments <= LargestWholeMap ? [] : cellsOfLargeMap().ToHashSet();
            for (var node = _graphs.First; node is not null; node = node.Next)
            {
                if (node.Value.BaseMap != map.Sequence || !node.Value.Cells.IsSupersetOf(cells))
                    continue;
                _graphs.Remove(node);
                _graphs.AddFirst(node);
                return (map.Sequence, node.Value.Graph);
            }

            return (map.Sequence, await LoadAsync(map, cells, cancellationToken));
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<BaseMapManifest> NewestInTurnAsync(CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            return await NewestAsync(cancellationToken);
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<BaseMapManifest> NewestAsync(CancellationToken cancellationToken)
    {
        if (_map is not null && time.GetElapsedTime(_lookedAt) < s_lookAgain)
            return _map;
        var newest = await reader.FindNewestAsync(cancellationToken) ?? throw new BackendUnavailableException(
            "base map", new InvalidOperationException("none is imported yet"));
        if (newest.Sequence != _map?.Sequence)
            _graphs.Clear();
        _lookedAt = time.GetTimestamp();
        return _map = newest;
    }

    private async Task<RoadGraph> LoadAsync(
        BaseMapManifest map, HashSet<CellId> cells, CancellationToken cancellationToken)
    {
        var wanted = map.Segments <= LargestWholeMap ? map.Cells.Select(cell => cell.Cell) : cells;
        var segments = await reader.LoadCellsAsync(map, wanted, cancellationToken);
        var restrictions = await reader.LoadRestrictionsAsync(map, wanted, cancellationToken);
        var loaded = new RegionGraph(map.Sequence, cells, RoadGraph.Build(segments, restrictions));
        _graphs.AddFirst(loaded);
        if (_graphs.Count > MostGraphs)
            _graphs.RemoveLast();
        return loaded.Graph;
    }

    /// <param name="BaseMap">Of which map.</param>
    /// <param name="Cells">The cells it holds; empty for the whole map.</param>
    /// <param name="Graph">The graph.</param>
    private sealed record RegionGraph(long BaseMap, HashSet<CellId> Cells, RoadGraph Graph);
}
