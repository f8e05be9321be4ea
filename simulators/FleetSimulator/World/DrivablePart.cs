using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.World;

/// <summary>
/// The largest part of a network in which every node can be reached from every other (Kosaraju's algorithm without
/// recursion); of equally large ones that with the smallest node.
/// </summary>
internal static class DrivablePart
{
    /// <summary>The segments of the part, in the order given. One-way segments that lead in or out are left out.</summary>
    public static IReadOnlyList<RoadSegment> Of(IReadOnlyList<RoadSegment> segments)
    {
        var graph = RoadGraph.Build(segments);
        var inside = NodesOf(graph);
        return [.. segments.Where(segment =>
            graph.TryFind(segment.Id, out var index) &&
            inside[graph.FromNode(RoadGraph.EdgeOf(index, TravelDirection.Forward))] &&
            inside[graph.ToNode(RoadGraph.EdgeOf(index, TravelDirection.Forward))])];
    }

    /// <summary>For every node whether it is in the part.</summary>
    public static bool[] NodesOf(RoadGraph graph)
    {
        var order = FinishOrder(graph);
        var incoming = Incoming(graph);
        var part = new int[graph.NodeCount];
        Array.Fill(part, -1);
        var (best, bestSize) = (-1, 0);
        var stack = new Stack<int>();
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var root = order[i];
            if (part[root] >= 0)
                continue;
            var size = 0;
            part[root] = root;
            stack.Push(root);
            while (stack.TryPop(out var node))
            {
                size++;
                foreach (var before in incoming[node])
                {
                    if (part[before] >= 0)
                        continue;
                    part[before] = root;
                    stack.Push(before);
                }
            }

            if (size > bestSize)
                (best, bestSize) = (root, size);
        }

        return [.. part.Select(p => p == best)];
    }

    private static List<int> FinishOrder(RoadGraph graph)
    {
        var order = new List<int>(graph.NodeCount);
        var next = new int[graph.NodeCount];
        var seen = new bool[graph.NodeCount];
        var stack = new Stack<int>();
        for (var root = 0; root < graph.NodeCount; root++)
        {
            if (seen[root])
                continue;
            seen[root] = true;
            stack.Push(root);
            while (stack.TryPeek(out var node))
            {
                var edges = graph.Outgoing(node);
                if (next[node] == edges.Length)
                {
                    order.Add(stack.Pop());
                    continue;
                }

                var to = graph.ToNode(edges[next[node]++]);
                if (seen[to])
                    continue;
                seen[to] = true;
                stack.Push(to);
            }
        }

        return order;
    }

    private static List<int>[] Incoming(RoadGraph graph)
    {
        var incoming = new List<int>[graph.NodeCount];
        for (var node = 0; node < incoming.Length; node++)
            incoming[node] = [];
        for (var node = 0; node < incoming.Length; node++)
        {
            foreach (var edge in graph.Outgoing(node))
                incoming[graph.ToNode(edge)].Add(node);
        }

        return incoming;
    }
}
