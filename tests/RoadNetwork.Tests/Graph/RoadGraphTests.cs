using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;
using Telemetry.TestKit;

namespace Telemetry.RoadNetwork.Tests.Graph;

public sealed class RoadGraphTests
{
    private static readonly AsciiMap Cross = new AsciiMap(
        """
             D
             |
        A----B----C
             |
             E
        """, stepM: 20).Road("ABC").Oneway("DB").Road("BE");

    [Fact]
    public void Build_AnyOrderAndRepetition_MakesTheSameGraph()
    {
        var segments = RandomNetwork.Draw(1, nodes: 12, segments: 30, sideM: 500);
        var one = RoadGraph.Build(segments);
        var other = RoadGraph.Build(segments.Reverse().Concat(segments));
        Assert.Equal(Edges(one), Edges(other));
        Assert.Equal(30, other.SegmentCount);
    }

    [Fact]
    public void Build_NoSegments_IsAnEmptyGraph()
    {
        var graph = RoadGraph.Build([]);
        var found = new List<NearSegment>();
        graph.FindNear(GeoPoint.FromDegrees(8, 49), 1000, found);
        Assert.Empty(found);
        Assert.False(graph.TryFind(new SegmentId(1), out _));
        Assert.False(graph.TryFindNode(1, out _));
    }

    [Fact]
    public void Outgoing_OfACrossing_HoldsAllowedEdgesById()
    {
        var graph = Cross.Graph();
        Assert.True(graph.TryFindNode('B', out var b));
        var outgoing = graph.Outgoing(b).ToArray();
        Assert.Equal(['A', 'C', 'E'], outgoing.Select(edge => (char)graph.NodeId(graph.ToNode(edge))).Order());
        Assert.Equal(outgoing.Order(), outgoing);
        Assert.All(outgoing, edge => Assert.True(graph.IsAllowed(edge)));
        Assert.Equal(Cross.At('B'), graph.NodePosition(b));
    }

    [Fact]
    public void Outgoing_OfAnEndWithABarrier_LeadsBackOnly()
    {
        var graph = RoadGraph.Build(Cross.Segments().Select(s => s with { BlockedAtTo = s.OsmToNodeId == 'B' && s.OsmFromNodeId == 'A' }));
        var ab = RoadGraph.EdgeOf(AsciiMap.Segment(graph, 'A', 'B'), TravelDirection.Forward);
        Assert.Equal([RoadGraph.Reverse(ab)], graph.Outgoing(graph.ToNode(ab)).ToArray());
        Assert.True(graph.TryFindNode('B', out var b));
        Assert.NotEqual(graph.ToNode(ab), b);
        Assert.Equal(2, graph.Outgoing(b).Length);
        Assert.Equal('B', graph.NodeId(graph.ToNode(ab)));
    }

    [Fact]
    public void TryFind_EverySegment_GivesItsIndex()
    {
        var graph = RoadGraph.Build(RandomNetwork.Draw(2, nodes: 12, segments: 40, sideM: 500));
        for (var i = 0; i < graph.SegmentCount; i++)
        {
            Assert.True(graph.TryFind(graph[i].Id, out var found));
            Assert.Equal(i, found);
        }

        Assert.False(graph.TryFind(new SegmentId(graph[0].Id.Value + 1), out _));
    }

    [Fact]
    public void PointAt_AlongASegment_RunsFromEndToEnd()
    {
        var graph = Cross.Graph();
        var ab = AsciiMap.Segment(graph, 'A', 'B');
        Assert.Equal(graph[ab].LengthM, graph.LengthM(ab));
        Assert.Equal(Cross.At('A'), graph.PointAt(ab, -5));
        Assert.Equal(Cross.At('B'), graph.PointAt(ab, graph.LengthM(ab) + 5));
        var middle = graph.PointAt(ab, 30);
        Assert.Equal(30, Sphere.DistanceM(Cross.At('A'), middle), 1);
        Assert.Equal(90, graph.BearingAt(ab, 30, TravelDirection.Forward), 1);
        Assert.Equal(270, graph.BearingAt(ab, 30, TravelDirection.Backward), 1);
    }

    [Fact]
    public void FindNear_BesideARoad_GivesPlaceAndSide()
    {
        var map = new AsciiMap(
            """
            A---------B
               1
            """, stepM: 10).Road("AB");
        var found = new List<NearSegment>();
        map.Graph().FindNear(map.At('1'), 50, found);
        var near = Assert.Single(found);
        Assert.Equal(30, near.AlongM, 1);
        Assert.Equal(10, near.LateralM, 1);
        Assert.Equal(10, near.DistanceM, 1);
        Assert.Equal(90, near.BearingDeg, 1);
    }

    [Theory]
    [InlineData(3, 60, 8.7)]
    [InlineData(4, 300, 8.7)]
    [InlineData(5, 2000, 8.7)]
    [InlineData(6, 300, 179.996)]
    public void FindNear_RandomNetworks_AgreesWithLookingAtEverySegment(int seed, double radiusM, double lonDeg)
    {
        var graph = RoadGraph.Build(RandomNetwork.Draw(seed, nodes: 60, segments: 200, sideM: 900, lonDeg));
        var found = new List<NearSegment>();
        var random = new Random(seed);
        for (var i = 0; i < 50; i++)
        {
            var position = graph.NodePosition(random.Next(graph.NodeCount));
            position = position with { LatE7 = position.LatE7 + random.Next(-4000, 4000) };
            graph.FindNear(position, radiusM, found);
            var expected = Enumerable.Range(0, graph.SegmentCount).Select(s => graph.NearestOn(s, position))
                .Where(near => near.DistanceM <= radiusM).OrderBy(near => near.DistanceM).ThenBy(near => near.SegmentIndex);
            Assert.Equal(
                expected.Select(near => (near.SegmentIndex, near.DistanceM, near.AlongM)),
                found.Select(near => (near.SegmentIndex, near.DistanceM, near.AlongM)));
        }
    }

    [Fact]
    public void NearestOn_PartOfASegment_StaysOnThePart()
    {
        var graph = Cross.Graph();
        var ab = AsciiMap.Segment(graph, 'A', 'B');
        var near = graph.NearestOn(ab, Cross.At('A'), 40, 60);
        Assert.Equal(40, near.AlongM, 6);
        Assert.Equal(40, near.DistanceM, 1);
    }

    private static IEnumerable<(SegmentId, int, int)> Edges(RoadGraph graph) =>
        Enumerable.Range(0, graph.NodeCount).SelectMany(node => graph.Outgoing(node).ToArray())
            .Select(edge => (graph[RoadGraph.SegmentOf(edge)].Id, graph.FromNode(edge), graph.ToNode(edge)));
}
