using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Driving.Traffic;

/// <summary>The allowed edges that end at each node, in order of edge. Immutable.</summary>
internal sealed class ApproachMap
{
    private readonly int[] _first;
    private readonly int[] _edges;

    public ApproachMap(RoadGraph graph)
    {
        _first = new int[graph.NodeCount + 1];
        for (var edge = 0; edge < graph.EdgeCount; edge++)
            _first[graph.ToNode(edge) + 1] += graph.IsAllowed(edge) ? 1 : 0;
        for (var node = 0; node < graph.NodeCount; node++)
            _first[node + 1] += _first[node];
        _edges = new int[_first[^1]];
        int[] next = [.. _first];
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            if (graph.IsAllowed(edge))
                _edges[next[graph.ToNode(edge)]++] = edge;
        }
    }

    public ReadOnlySpan<int> Entering(int node) => _edges.AsSpan(_first[node].._first[node + 1]);
}
