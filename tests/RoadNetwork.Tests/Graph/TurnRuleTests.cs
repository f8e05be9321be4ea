using System.Collections.Immutable;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Tests.Graph;

public sealed class TurnRuleTests
{
    /// <summary>Against a search that remembers the whole way it came.</summary>
    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 60)]
    [InlineData(3, 12)]
    [InlineData(4, 12)]
    [InlineData(5, 4)]
    public void FastestRoute_RandomRestrictions_IsTheCheapestRouteThatObeysThem(int seed, int turns)
    {
        var random = new Random(seed);
        var segments = RandomNetwork.Draw(seed, nodes: 14, segments: 34, sideM: 500);
        var plain = RoadGraph.Build(segments);
        var restrictions = Enumerable.Range(1, turns).Select(i => RandomTurn(plain, random, i)).OfType<TurnRestriction>().ToList();
        var graph = RoadGraph.Build(segments, restrictions);
        var search = new FastestRoute(graph);
        var path = new List<int>();
        var detours = 0;
        for (var from = 0; from < graph.NodeCount; from++)
            for (var to = 0; to < graph.NodeCount; to++)
            {
                if (from == to)
                    continue;
                var expected = Cheapest(graph, restrictions, from, to);
                Assert.Equal(expected is not null, search.TryFind(from, to, graph.EdgeLengthM, path));
                if (expected is null)
                    continue;
                Assert.Equal(expected.Value, path.Sum(graph.EdgeLengthM), 6);
                AssertObeyed(graph, restrictions, path, from, to);
                detours += expected > Cheapest(graph, [], from, to) + 1e-6 ? 1 : 0;
            }

        Assert.True(detours > 0);
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(2, 8)]
    [InlineData(3, 0)]
    public void TryContinue_RandomRestrictions_IsTheCheapestWayOnFromWhatWasDriven(int seed, int turns)
    {
        var random = new Random(seed);
        var segments = RandomNetwork.Draw(seed, nodes: 14, segments: 34, sideM: 500);
        var plain = RoadGraph.Build(segments);
        var restrictions = Enumerable.Range(1, turns).Select(i => RandomTurn(plain, random, i)).OfType<TurnRestriction>().ToList();
        var graph = RoadGraph.Build(segments, restrictions);
        var search = new FastestRoute(graph);
        var path = new List<int>();
        var continued = 0;
        for (var attempt = 0; attempt < 300; attempt++)
        {
            int from = random.Next(graph.NodeCount), via = random.Next(graph.NodeCount), to = random.Next(graph.NodeCount);
            if (from == via || via == to || !search.TryFind(from, via, graph.EdgeLengthM, path))
                continue;
            var driven = path.Count;
            var expected = Cheapest(graph, restrictions, [.. path], to);

            Assert.Equal(expected is not null, search.TryContinue(to, graph.EdgeLengthM, path));

            Assert.Equal(expected ?? 0, path.Skip(driven).Sum(graph.EdgeLengthM), 6);
            AssertObeyed(graph, restrictions, path, from, expected is null ? via : to);
            continued += expected is null ? 0 : 1;
        }

        Assert.True(continued > 50);
    }

    [Fact]
    public void Build_RestrictionWithCondition_ForbidsNothing()
    {
        var segments = RandomNetwork.Draw(5, nodes: 8, segments: 16, sideM: 300);
        var random = new Random(1);
        var turn = Enumerable.Range(0, 100).Select(_ => RandomTurn(RoadGraph.Build(segments), random, 1)).First(found => found is not null)! with { Condition = "Mo-Fr 07:00-09:00" };

        var graph = RoadGraph.Build(segments, [turn, new TurnRestriction([new(default, 0), new(default, 0)], 9, null)]);

        Assert.Equal(graph.EdgeCount, graph.Turns.StateCount);
        Assert.All(Edges(graph, turn).Zip(Edges(graph, turn).Skip(1)), pair => Assert.Equal(pair.Second, graph.Turns.Next(pair.First, pair.Second)));
    }

    /// <summary>A part of a route that would be taken, so that forbidding it matters; null where there is none.</summary>
    private static TurnRestriction? RandomTurn(RoadGraph graph, Random random, int relation)
    {
        var route = new List<int>();
        new FastestRoute(graph).TryFind(random.Next(graph.NodeCount), random.Next(graph.NodeCount), graph.EdgeLengthM, route);
        var length = random.Next(2, 5);
        if (route.Count < length)
            return null;
        var path = route.Skip(random.Next(route.Count - length + 1)).Take(length);
        return new TurnRestriction(
            [.. path.Select(edge => new DirectedSegment(graph[edge >> 1].Id, RoadGraph.DirectionOf(edge)))], relation, null);
    }

    private static double? Cheapest(RoadGraph graph, IReadOnlyList<TurnRestriction> restrictions, int from, int to) =>
        Cheapest(graph, restrictions, [.. graph.Outgoing(from).ToArray().Select(edge => (ImmutableArray.Create(edge), graph.EdgeLengthM(edge)))], to);

    private static double? Cheapest(RoadGraph graph, IReadOnlyList<TurnRestriction> restrictions, ImmutableArray<int> driven, int to) =>
        Cheapest(graph, restrictions, [(driven, 0.0)], to);

    private static double? Cheapest(
        RoadGraph graph, IReadOnlyList<TurnRestriction> restrictions, (ImmutableArray<int> Path, double Cost)[] starts, int to)
    {
        const int Memory = 3;
        var forbidden = restrictions.Select(turn => Edges(graph, turn)).ToList();
        var queue = new PriorityQueue<ImmutableArray<int>, double>();
        var done = new HashSet<string>();
        foreach (var (path, cost) in starts)
            queue.Enqueue([.. path.TakeLast(Memory)], cost);
        while (queue.TryDequeue(out var path, out var cost))
        {
            if (!done.Add(string.Join(' ', path)))
                continue;
            var node = graph.ToNode(path[^1]);
            if (node == to)
                return cost;
            var outgoing = graph.Outgoing(node).ToArray();
            foreach (var next in outgoing)
            {
                var on = path.Add(next);
                if ((next == RoadGraph.Reverse(path[^1]) && outgoing.Length > 1) || forbidden.Exists(turn => on.AsSpan().EndsWith(turn)))
                    continue;
                queue.Enqueue([.. on.TakeLast(Memory)], cost + graph.EdgeLengthM(next));
            }
        }

        return null;
    }

    private static void AssertObeyed(RoadGraph graph, IEnumerable<TurnRestriction> restrictions, List<int> path, int from, int to)
    {
        Assert.Equal((from, to), (graph.FromNode(path[0]), graph.ToNode(path[^1])));
        Assert.All(path.Zip(path.Skip(1)), pair => Assert.Equal(graph.ToNode(pair.First), graph.FromNode(pair.Second)));
        var driven = string.Join(' ', path.Prepend(-1).Append(-1));
        Assert.DoesNotContain(restrictions, turn => driven.Contains($" {string.Join(' ', Edges(graph, turn))} ", StringComparison.Ordinal));
    }

    private static int[] Edges(RoadGraph graph, TurnRestriction turn) => [.. turn.Path.Select(step =>
    {
        Assert.True(graph.TryFind(step.Id, out var segment));
        return RoadGraph.EdgeOf(segment, step.Direction);
    })];
}
