using Telemetry.RoadNetwork.Graph;

namespace Telemetry.LearningEvaluation.Roads;

/// <summary>
/// Roads that cannot be driven through once others are gone: in neither direction does a way lead to them and on from them without turning
/// around, though one did. Roads that were dead ends before are not among them.
/// </summary>
internal static class CutOffRoads
{
    /// <summary>The segments cut off by taking others away, themselves not included.</summary>
    /// <param name="graph">All roads.</param>
    /// <param name="gone">Indices of the segments taken away.</param>
    public static HashSet<int> Of(RoadGraph graph, HashSet<int> gone)
    {
        var before = Through(graph, []);
        var since = Through(graph, gone);
        return [.. Enumerable.Range(0, graph.SegmentCount).Where(segment => !gone.Contains(segment) &&
            (before[2 * segment] || before[2 * segment + 1]) && !since[2 * segment] && !since[2 * segment + 1])];
    }

    // For every edge whether endless ways lead to it and on from it: edges that have none before or behind them are taken away one
    // after the other.
    private static bool[] Through(RoadGraph graph, HashSet<int> gone)
    {
        var isOpen = new bool[graph.EdgeCount];
        var byEnd = new List<int>[graph.NodeCount];
        for (var node = 0; node < byEnd.Length; node++)
            byEnd[node] = [];
        for (var edge = 0; edge < isOpen.Length; edge++)
        {
            isOpen[edge] = graph.IsAllowed(edge) && !gone.Contains(RoadGraph.SegmentOf(edge));
            byEnd[graph.ToNode(edge)].Add(edge);
        }

        for (var changed = true; changed;)
        {
            changed = false;
            for (var edge = 0; edge < isOpen.Length; edge++)
            {
                if (!isOpen[edge] || (LeadsOn(edge) && IsReached(edge)))
                    continue;
                isOpen[edge] = false;
                changed = true;
            }
        }

        return isOpen;

        bool LeadsOn(int edge)
        {
            foreach (var next in graph.Outgoing(graph.ToNode(edge)))
                if (isOpen[next] && next != RoadGraph.Reverse(edge))
                    return true;
            return false;
        }

        bool IsReached(int edge) =>
            byEnd[graph.FromNode(edge)].Exists(before => isOpen[before] && before != RoadGraph.Reverse(edge));
    }
}
