namespace Telemetry.RoadNetwork.Graph;

/// <summary>
/// Forbidden paths of edges as an automaton (Aho and Corasick, 1975), so that a search obeys restrictions over any number of edges
/// exactly. A state is where a vehicle is and what of its way there still matters: states below the number of edges are edges with
/// nothing more to remember, the few others the begins of longer forbidden paths. Immutable; safe to share.
/// </summary>
internal sealed class TurnRules
{
    public const int Forbidden = -1;

    private const int Root = -1;

    private readonly int _edgeCount;
    private readonly bool[] _begins;
    private readonly Dictionary<(int State, int Edge), int> _children = [];
    private readonly HashSet<(int State, int Edge)> _forbidden = [];
    private readonly List<int> _edgeOf = [];
    private readonly int[] _shorter;

    /// <param name="edgeCount">Edges of the graph.</param>
    /// <param name="paths">Forbidden paths, each at least two edges in a row, in an order that does not depend on chance.</param>
    public TurnRules(int edgeCount, IEnumerable<int[]> paths)
    {
        _edgeCount = edgeCount;
        _begins = new bool[edgeCount];
        var begins = new List<(int Depth, int Parent, int Edge, int State)>();
        foreach (var path in paths)
        {
            var state = path[0];
            _begins[state] = true;
            for (var depth = 1; depth < path.Length - 1; depth++)
            {
                var known = _edgeOf.Count;
                var child = Child(state, path[depth]);
                if (_edgeOf.Count > known)
                    begins.Add((depth, state, path[depth], child));
                state = child;
            }

            _forbidden.Add((state, path[^1]));
        }

        // The shorter ones first: a begin's longest end that is a begin too follows from that of the begin without its last edge.
        _shorter = new int[_edgeOf.Count];
        foreach (var (_, parent, edge, state) in begins.OrderBy(begin => begin.Depth))
            _shorter[state - _edgeCount] = LongestChild(Shorter(parent), edge);
    }

    /// <summary>Number of states.</summary>
    public int StateCount => _edgeCount + _edgeOf.Count;

    /// <summary>The edge on which a state's vehicle is.</summary>
    public int EdgeOf(int state) => state < _edgeCount ? state : _edgeOf[state - _edgeCount];

    /// <summary>True where what was driven to a state may forbid what comes next.</summary>
    public bool Begins(int state) => state >= _edgeCount || _begins[state];

    /// <summary>The state after driving on from a state to an edge; <see cref="Forbidden"/> where that completes a forbidden path.</summary>
    public int Next(int state, int edge)
    {
        if (state < _edgeCount && !_begins[state])
            return edge;
        for (var at = state; at != Root; at = Shorter(at))
            if (_forbidden.Contains((at, edge)))
                return Forbidden;
        return LongestChild(state, edge);
    }

    /// <summary>The longest begin of a forbidden path that a state's way and an edge end with; the edge alone where there is none.</summary>
    private int LongestChild(int state, int edge)
    {
        for (; state != Root; state = Shorter(state))
            if (_children.TryGetValue((state, edge), out var child))
                return child;
        return edge;
    }

    private int Shorter(int state) => state < _edgeCount ? Root : _shorter[state - _edgeCount];

    private int Child(int state, int edge)
    {
        if (!_children.TryGetValue((state, edge), out var child))
        {
            child = _edgeCount + _edgeOf.Count;
            _children.Add((state, edge), child);
            _edgeOf.Add(edge);
        }

        return child;
    }
}
