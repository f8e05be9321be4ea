using System.Runtime.InteropServices;

namespace Telemetry.RoadNetwork.Graph;

/// <summary>
/// The cheapest route between two nodes under any cost of an edge (time, length, comfort) that makes no forbidden turn: Dijkstra's
/// algorithm over directed edges, in a workspace that is used again and again. Turn restrictions hold over any number of edges; those
/// with a condition are not obeyed, since nobody here knows the hour. A route turns back only where the road ends. Of equally cheap
/// routes the one with the smaller segment ids wins. Not thread-safe: one per thread.
/// <para>
/// A search over edges visits a node once for each edge that leads to it. Where no restriction has begun on the way to a node, its first
/// visit is enough: it went on to all other edges, and to come back later on the same edge leads to nodes that were left in
/// every direction at less cost. So where there are few restrictions this costs about what a search over nodes does.
/// </para>
/// </summary>
public sealed class FastestRoute(RoadGraph graph)
{
    private const int FromStart = -1;

    private readonly EdgeHeap _heap = new();
    private readonly TurnRules _turns = graph.Turns;
    private readonly int[] _labelled = new int[graph.Turns.StateCount];
    private readonly int[] _settled = new int[graph.Turns.StateCount];
    private readonly double[] _cost = new double[graph.Turns.StateCount];
    private readonly int[] _parent = new int[graph.Turns.StateCount];

    // True where a restriction has begun on the way to a state.
    private readonly bool[] _isBound = new bool[graph.Turns.StateCount];

    // Nodes whose first visit was enough.
    private readonly int[] _left = new int[graph.NodeCount];
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
        if (fromNode == toNode)
            return true;
        Begin();
        foreach (var edge in graph.Outgoing(fromNode))
            Label(edge, edgeCost(edge), FromStart, isBound: false);
        return TrySearch(toNode, edgeCost, edges);
    }

    /// <summary>
    /// Finds the cheapest way on from the end of what was driven so far, without a turn that the edges driven forbid.
    /// </summary>
    /// <param name="toNode">Node to reach.</param>
    /// <param name="edgeCost">Cost of an allowed edge, above 0; infinite for an edge that is closed.</param>
    /// <param name="edges">The edges driven, at least one; the way on is appended. Unchanged where no route leads there.</param>
    /// <returns>True where a route leads there.</returns>
    public bool TryContinue(int toNode, Func<int, double> edgeCost, List<int> edges)
    {
        if (graph.ToNode(edges[^1]) == toNode)
            return true;
        Begin();
        var state = edges[0];
        foreach (var edge in CollectionsMarshal.AsSpan(edges)[1..])
            state = _turns.Next(state, edge) is >= 0 and var next ? next : edge;

        // The edge back is closed here, as it is behind a restriction.
        Expand(state, FromStart, 0, isBound: true, edgeCost);
        return TrySearch(toNode, edgeCost, edges);
    }

    private bool TrySearch(int toNode, Func<int, double> edgeCost, List<int> edges)
    {
        while (_heap.Count > 0)
        {
            var (cost, state) = _heap.Pop();
            if (_settled[state] == _search)
                continue;
            _settled[state] = _search;
            var node = graph.ToNode(_turns.EdgeOf(state));
            if (node == toNode)
            {
                var first = edges.Count;
                for (var at = state; at != FromStart; at = _parent[at])
                    edges.Add(_turns.EdgeOf(at));
                edges.Reverse(first, edges.Count - first);
                return true;
            }

            if (_left[node] == _search)
                continue;
            if (!_isBound[state])
                _left[node] = _search;
            Expand(state, state, cost, _isBound[state], edgeCost);
        }

        return false;
    }

    private void Expand(int state, int parent, double cost, bool isBound, Func<int, double> edgeCost)
    {
        var edge = _turns.EdgeOf(state);
        var outgoing = graph.Outgoing(graph.ToNode(edge));
        foreach (var next in outgoing)
            if ((next != RoadGraph.Reverse(edge) || outgoing.Length == 1) && _turns.Next(state, next) is >= 0 and var nextState)
                Label(nextState, cost + edgeCost(next), parent, isBound);
    }

    private void Begin()
    {
        if (_search == int.MaxValue)
        {
            _search = 0;
            Array.Clear(_labelled);
            Array.Clear(_settled);
            Array.Clear(_left);
        }

        _search++;
        _heap.Clear();
    }

    private void Label(int state, double cost, int parent, bool isBound)
    {
        if (double.IsPositiveInfinity(cost) || _settled[state] == _search || _left[graph.ToNode(_turns.EdgeOf(state))] == _search ||
            (_labelled[state] == _search && (cost > _cost[state] || (cost == _cost[state] && parent >= _parent[state]))))
            return;
        (_labelled[state], _cost[state], _parent[state]) = (_search, cost, parent);
        _isBound[state] = isBound || _turns.Begins(state);
        _heap.Push(cost, state);
    }
}
