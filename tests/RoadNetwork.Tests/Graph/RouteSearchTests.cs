using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;
using Telemetry.TestKit;

namespace Telemetry.RoadNetwork.Tests.Graph;

public sealed class RouteSearchTests
{
    private static readonly AsciiMap Block = new AsciiMap(
        """
        A-----B-----C
              |     |
              D-----E
        """, stepM: 10).Road("AB").Road("BC").Oneway("BD").Road("DE").Road("EC");

    [Fact]
    public void Search_RoundTheBlock_FollowsAllowedDirections()
    {
        var graph = Block.Graph();
        var search = new RouteSearch(graph);
        var de = Edge(graph, 'D', 'E', TravelDirection.Forward);
        var bd = Edge(graph, 'B', 'D', TravelDirection.Forward);
        search.Search(de, [bd], 1000, 500);
        Assert.True(search.TryGet(bd, out var length, out var penalty));
        // E to C to B; from D straight to B is against the one-way, and a turn at E costs more.
        Assert.Equal(graph.LengthM(AsciiMap.Segment(graph, 'E', 'C')) + graph.LengthM(AsciiMap.Segment(graph, 'B', 'C')), length, 6);
        Assert.Equal(0, penalty, 6);
        var path = new List<int>();
        search.AppendPath(bd, path);
        Assert.Equal([Edge(graph, 'E', 'C', TravelDirection.Forward), Edge(graph, 'B', 'C', TravelDirection.Backward)], path);
    }

    [Fact]
    public void Search_DeadEnd_TurnsAtThePenalty()
    {
        var graph = Block.Graph();
        var search = new RouteSearch(graph);
        var ba = Edge(graph, 'A', 'B', TravelDirection.Backward);
        search.Search(ba, [RoadGraph.Reverse(ba)], 1000, 500);
        Assert.True(search.TryGet(RoadGraph.Reverse(ba), out var length, out var penalty));
        Assert.Equal((0, 500), (length, penalty));
    }

    [Fact]
    public void Search_BeyondTheBound_FindsNothing()
    {
        var graph = Block.Graph();
        var search = new RouteSearch(graph);
        var ab = Edge(graph, 'A', 'B', TravelDirection.Forward);
        var ec = Edge(graph, 'E', 'C', TravelDirection.Backward);
        search.Search(ab, [ec], 50, 500);
        Assert.False(search.TryGet(ec, out _, out _));
        search.Search(ab, [ec], 70, 500);
        Assert.True(search.TryGet(ec, out _, out _));
    }

    [Fact]
    public void Search_ForbiddenTurn_CostsItsPenaltyAndIsNoBan()
    {
        var segments = Block.Segments();
        DirectedSegment Directed(char from, char to, TravelDirection direction) =>
            new(segments.Single(segment => segment.OsmFromNodeId == from && segment.OsmToNodeId == to).Id, direction);
        var graph = RoadGraph.Build(
            segments, [new TurnRestriction([Directed('A', 'B', TravelDirection.Forward), Directed('B', 'C', TravelDirection.Forward)], 1, null)]);
        int ab = Edge(graph, 'A', 'B', TravelDirection.Forward), bc = Edge(graph, 'B', 'C', TravelDirection.Forward);
        int ce = Edge(graph, 'E', 'C', TravelDirection.Backward);
        var search = new RouteSearch(graph);
        search.Search(ab, [bc], 1000, 500, 75);
        Assert.True(search.TryGet(bc, out var length, out var penalty));
        Assert.Equal((0, 75), (length, penalty));
        search.Search(ab, [ce], 1000, 500, 1000);
        Assert.True(search.TryGet(ce, out _, out penalty));
        Assert.True(penalty > 0);
        search.Search(ab, [bc], 1000, 500);
        Assert.True(search.TryGet(bc, out _, out penalty));
        Assert.Equal(0, penalty);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Search_RandomNetworks_AgreesWithRelaxingToAFixedPoint(int seed)
    {
        var graph = RoadGraph.Build(RandomNetwork.Draw(seed, nodes: 25, segments: 60, sideM: 600));
        var search = new RouteSearch(graph);
        var all = Enumerable.Range(0, graph.EdgeCount).Where(graph.IsAllowed).ToArray();
        foreach (var start in all.Take(20))
        {
            search.Search(start, all, 1e9, 150);
            var expected = FixedPoint(graph, start, 150);
            foreach (var edge in all)
            {
                Assert.Equal(double.IsFinite(expected[edge]), search.TryGet(edge, out var length, out var penalty));
                if (double.IsFinite(expected[edge]))
                    Assert.Equal(expected[edge], length + penalty, 6);
            }
        }
    }

    [Fact]
    public void Search_MoreSegmentsBeyondTheBound_ChangesNothing()
    {
        var segments = RandomNetwork.Draw(7, nodes: 40, segments: 120, sideM: 1500);
        var whole = RoadGraph.Build(segments);
        var start = Allowed(whole).MaxBy(edge => whole.Outgoing(whole.ToNode(edge)).Length);
        const double BoundM = 700;
        var search = new RouteSearch(whole);
        search.Search(start, Allowed(whole), BoundM, 50);
        var reached = Allowed(whole).Where(edge => search.TryGet(edge, out _, out _)).ToArray();
        var part = RoadGraph.Build(reached.Append(start).Select(edge => whole[RoadGraph.SegmentOf(edge)]));
        Assert.InRange(part.SegmentCount, 2, whole.SegmentCount - 1);
        var again = new RouteSearch(part);
        again.Search(Same(part, whole, start), Allowed(part), BoundM, 50);
        foreach (var edge in reached)
        {
            var same = Same(part, whole, edge);
            Assert.True(search.TryGet(edge, out var length, out var penalty));
            Assert.True(again.TryGet(same, out var lengthAgain, out var penaltyAgain));
            Assert.Equal((length, penalty), (lengthAgain, penaltyAgain));
            Assert.Equal(Path(whole, search, edge), Path(part, again, same));
        }
    }

    [Fact]
    public void FastestRoute_CostPerEdge_DecidesTheRoute()
    {
        var graph = Block.Graph();
        var route = new FastestRoute(graph);
        Assert.True(graph.TryFindNode('A', out var a) & graph.TryFindNode('C', out var c) & graph.TryFindNode('D', out var d));
        var path = new List<int>();
        Assert.True(route.TryFind(a, c, graph.EdgeLengthM, path));
        Assert.Equal([Edge(graph, 'A', 'B', TravelDirection.Forward), Edge(graph, 'B', 'C', TravelDirection.Forward)], path);
        var closed = AsciiMap.Segment(graph, 'B', 'C');
        Assert.True(route.TryFind(a, c, edge => RoadGraph.SegmentOf(edge) == closed ? double.PositiveInfinity : 1, path));
        Assert.Equal(4, path.Count);
        Assert.False(route.TryFind(d, a, edge => RoadGraph.SegmentOf(edge) == closed ? double.PositiveInfinity : 1, path));
        Assert.Empty(path);
        Assert.True(route.TryFind(d, d, graph.EdgeLengthM, path));
        Assert.Empty(path);
    }

    private static int[] Allowed(RoadGraph graph) => [.. Enumerable.Range(0, graph.EdgeCount).Where(graph.IsAllowed)];

    private static int Same(RoadGraph part, RoadGraph whole, int edge)
    {
        Assert.True(part.TryFind(whole[RoadGraph.SegmentOf(edge)].Id, out var segment));
        return RoadGraph.EdgeOf(segment, RoadGraph.DirectionOf(edge));
    }

    private static List<(SegmentId, TravelDirection)> Path(RoadGraph graph, RouteSearch search, int edge)
    {
        var path = new List<int>();
        search.AppendPath(edge, path);
        return [.. path.Select(e => (graph[RoadGraph.SegmentOf(e)].Id, RoadGraph.DirectionOf(e)))];
    }

    private static int Edge(RoadGraph graph, char from, char to, TravelDirection direction) =>
        RoadGraph.EdgeOf(AsciiMap.Segment(graph, from, to), direction);

    private static double[] FixedPoint(RoadGraph graph, int start, double penalty)
    {
        var cost = Enumerable.Repeat(double.PositiveInfinity, graph.EdgeCount).ToArray();
        foreach (var next in graph.Outgoing(graph.ToNode(start)))
            cost[next] = next == RoadGraph.Reverse(start) ? penalty : 0;
        for (var changed = true; changed;)
        {
            changed = false;
            for (var edge = 0; edge < cost.Length; edge++)
            {
                foreach (var next in graph.Outgoing(graph.ToNode(edge)))
                {
                    var through = cost[edge] + graph.EdgeLengthM(edge) + (next == RoadGraph.Reverse(edge) ? penalty : 0);
                    if (through >= cost[next])
                        continue;
                    cost[next] = through;
                    changed = true;
                }
            }
        }

        return cost;
    }
}
