namespace Telemetry.RoadNetwork.Graph;

/// <summary>
/// The cheapest route between two nodes under any cost of an edge (time, length, comfort): Dijkstra's algorithm over nodes in
/// a workspace that is used again and again. Of equally cheap routes the one with the smaller segment ids wins. Not
/// thread-safe: one per thread.
/// </summary>
public sealed class FastestRoute(RoadGraph graph)
{
    private readonly EdgeHeap _heap = new();
    private readonly int[] _labelled = new int[graph.NodeCount];
    private readonly int[] _settled = new int[graph.NodeCount];
    private readonly double[] _cost = new double[graph.NodeCount];
    private readonly int[] _by = new int[graph.NodeCount];
    private int _search;

    /// <summary>Finds the cheapest route; empty where the two nodes are one.</summary>
    /// <param name="fromNode">Node to start at.</param>
    /// <param name="toNode">Node to reach.</param>
    /// <param name="edgeCost">Cost of an allowed edge, above 0; infinite for an edge that is closed.</param>
    /// <param name="edges">Replaced by the edges in driving order; emptied where no route leads there.</param>
    /// <returns>True where a route leads there.</returns>
    public bool TryFind(int fromNode, int toNode, Func<int, double> edgeCost, List<int> edges)
    {
        edges.Clear();
        Begin();
        Label(fromNode, 0, -1);
        while (_heap.Count > 0)
        {
            var (cost, node) = _heap.Pop();
            if (_settled[node] == _search)
                continue;
            _settled[node] = _search;
            if (node == toNode)
            {
                for (var at = node; _by[at] >= 0; at = graph.FromNode(_by[at]))
                    edges.Add(_by[at]);
                edges.Reverse();
                return true;
            }

            foreach (var edge in graph.Outgoing(node))
            {
                var step = edgeCost(edge);
                if (!double.IsPositiveInfinity(step))
                    Label(graph.ToNode(edge), cost + step, edge);
            }
        }

        return false;
    }

    private void Begin()
    {
        if (_search == int.MaxValue)
        {
            _search = 0;
            Array.Clear(_labelled);
            Array.Clear(_settled);
        }

        _search++;
        _heap.Clear();
    }

    private void Label(int node, double cost, int by)
    {
        if (_settled[node] == _search ||
            (_labelled[node] == _search && (cost > _cost[node] || (cost == _cost[node] && by >= _by[node]))))
            return;
        (_labelled[node], _cost[node], _by[node]) = (_search, cost, by);
        _heap.Push(cost, node);
    }
}
