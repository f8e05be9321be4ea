namespace Telemetry.RoadNetwork.Graph;

/// <summary>
/// Shortest routes from one directed edge to others within a bound: Dijkstra's algorithm over edges, so that a U-turn at a
/// node can be told from driving on. A workspace that is used again and again and allocates nothing once it has grown. Of equally
/// short routes the one with the smaller segment ids wins, so that the answer does not depend on what else the graph holds
/// beyond the bound. Not thread-safe: one per thread.
/// </summary>
public sealed class RouteSearch(RoadGraph graph)
{
    private const int FromStart = -1;

    private readonly EdgeHeap _heap = new();
    private readonly TurnRules _turns = graph.Turns;
    // Labels of this search carry its number, so that nothing need be cleared between searches.
    private readonly int[] _labelled = new int[graph.EdgeCount];
    private readonly int[] _settled = new int[graph.EdgeCount];
    private readonly int[] _wanted = new int[graph.EdgeCount];
    private readonly double[] _cost = new double[graph.EdgeCount];
    private readonly double[] _lengthM = new double[graph.EdgeCount];
    private readonly int[] _parent = new int[graph.EdgeCount];
    private int _search;
    private double _boundM;
    private double _uTurnPenaltyM;
    private double _forbiddenTurnPenaltyM;

    /// <summary>The graph that is searched.</summary>
    public RoadGraph Graph => graph;

    /// <summary>
    /// Finds the shortest routes from the end of an edge to the begins of others. Answers stay until the next search.
    /// </summary>
    /// <param name="startEdge">Where the vehicle is; the search begins at this edge's end.</param>
    /// <param name="targetEdges">The edges wanted; the search stops when all are found. Repetition does no harm.</param>
    /// <param name="boundM">The longest route wanted, in metres between the two edges.</param>
    /// <param name="uTurnPenaltyM">Metres that a U-turn at a node costs in comparing routes, 0 or more.</param>
    /// <param name="forbiddenTurnPenaltyM">
    /// Metres that a forbidden turn from one edge straight into another costs likewise, 0 or more. Restrictions over more than two
    /// edges are not looked at.
    /// </param>
    public void Search(
        int startEdge, ReadOnlySpan<int> targetEdges, double boundM, double uTurnPenaltyM, double forbiddenTurnPenaltyM = 0)
    {
        Begin();
        (_boundM, _uTurnPenaltyM, _forbiddenTurnPenaltyM) = (boundM, uTurnPenaltyM, forbiddenTurnPenaltyM);
        var missing = 0;
        foreach (var target in targetEdges)
        {
            if (_wanted[target] == _search)
                continue;
            _wanted[target] = _search;
            missing++;
        }

        if (missing == 0)
            return;
        Expand(startEdge, FromStart, 0, 0);
        while (_heap.Count > 0)
        {
            var (cost, edge) = _heap.Pop();
            if (_settled[edge] == _search || cost != _cost[edge])
                continue;
            _settled[edge] = _search;
            if (_wanted[edge] == _search && --missing == 0)
                return;
            var length = graph.EdgeLengthM(edge);
            Expand(edge, edge, cost + length, _lengthM[edge] + length);
        }
    }

    /// <summary>
    /// Metres between the end of the start edge and the begin of a target of the last search; false where no route is
    /// within the bound.
    /// </summary>
    /// <param name="targetEdge">A target of the last search.</param>
    /// <param name="lengthM">Metres driven.</param>
    /// <param name="penaltyM">Metres added for U-turns and forbidden turns.</param>
    public bool TryGet(int targetEdge, out double lengthM, out double penaltyM)
    {
        if (_settled[targetEdge] != _search)
        {
            (lengthM, penaltyM) = (double.PositiveInfinity, 0);
            return false;
        }

        lengthM = _lengthM[targetEdge];
        penaltyM = _cost[targetEdge] - lengthM;
        return true;
    }

    /// <summary>
    /// Adds the edges strictly between the start and a target that <see cref="TryGet"/> knows, in driving order. None where the
    /// target follows the start directly.
    /// </summary>
    public void AppendPath(int targetEdge, List<int> edges)
    {
        var first = edges.Count;
        for (var edge = _parent[targetEdge]; edge != FromStart; edge = _parent[edge])
            edges.Add(edge);
        edges.Reverse(first, edges.Count - first);
    }

    private void Begin()
    {
        if (_search == int.MaxValue)
        {
            _search = 0;
            Array.Clear(_labelled);
            Array.Clear(_settled);
            Array.Clear(_wanted);
        }

        _search++;
        _heap.Clear();
    }

    private void Expand(int edge, int parent, double cost, double lengthM)
    {
        if (lengthM > _boundM)
            return;
        var isRuled = _forbiddenTurnPenaltyM > 0 && _turns.Begins(edge);
        foreach (var next in graph.Outgoing(graph.ToNode(edge)))
        {
            if (_settled[next] == _search)
                continue;
            var nextCost = next == RoadGraph.Reverse(edge) ? cost + _uTurnPenaltyM
                : isRuled && _turns.Next(edge, next) == TurnRules.Forbidden ? cost + _forbiddenTurnPenaltyM
                : cost;
            if (_labelled[next] == _search &&
                (nextCost > _cost[next] || (nextCost == _cost[next] && parent >= _parent[next])))
                continue;
            _labelled[next] = _search;
            _cost[next] = nextCost;
            _lengthM[next] = lengthM;
            _parent[next] = parent;
            _heap.Push(nextCost, next);
        }
    }
}
