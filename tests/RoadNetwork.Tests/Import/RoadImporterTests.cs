using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Tests.Import;

public sealed class RoadImporterTests
{
    private const string Cross = """
              D
              |
        A--b--C--E
              |
              F
        """;

    public static TheoryData<string> Formats => ["xml", "dense", "plain"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Import_WaysThatShareANode_AreCutThere(string format)
    {
        var roads = new OsmDrawing(Cross).Way(1, "AbCE").Way(2, "DCF").Import(format);

        Assert.Equal(["AbC", "CE", "CF", "DC"], Lines(roads, Cross));
        Assert.Equal((2, 4, 0), (roads.Report.Ways, roads.Report.Segments, roads.Report.TaggedLimits));
        Assert.Equal(new ImportProblems(), roads.Report.Problems);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Import_Segment_CarriesIdsPositionsAndTags(string format)
    {
        var drawing = new OsmDrawing(Cross).Way(
            4711, "AbC", "highway=secondary_link", "oneway=yes", "maxspeed=70", "name=Weg u. Straße",
            "junction=roundabout");

        var segment = Assert.Single(drawing.Import(format).Segments);

        Assert.Equal(SegmentIds.Of(4711, 'A', 'C', 0), segment.Id);
        Assert.Equal((4711, 'A', 'C', 0), (segment.OsmWayId, segment.OsmFromNodeId, segment.OsmToNodeId, segment.Ordinal));
        Assert.Equal([drawing.At('A'), drawing.At('b'), drawing.At('C')], segment.Line);
        Assert.Equal(Sphere.LengthM(segment.Line.AsSpan()), segment.LengthM);
        Assert.Equal((RoadClass.Secondary, true, true), (segment.Class, segment.IsLink, segment.IsRoundabout));
        Assert.Equal((true, false), (segment.ForwardAllowed, segment.BackwardAllowed));
        Assert.Equal((SpeedLimit.Kmh(70), null), (segment.ForwardLimit, segment.BackwardLimit));
        Assert.Equal("Weg u. Straße", segment.Name);
    }

    [Fact]
    public void Import_SamePlaceInEveryFormat_IsTheSameBytes()
    {
        var drawing = new OsmDrawing(Cross).Way(1, "AbCE", "highway=primary", "ref=B 3", "lanes=2").Way(2, "DCF")
            .Tag('b', "barrier=bollard").Tag('F', "traffic_sign=FR:B14[30]").Restriction(3, "from 2, via C, to 1", "restriction=no_left_turn")
            .Restriction(4, "from 2, via C, to 2", "restriction=no_u_turn");

        var xml = drawing.Import("xml");

        Assert.NotEmpty(xml.TurnRestrictions);
        Assert.Contains(xml.Segments, segment => !segment.Signs.IsEmpty);
        Assert.Equal(OsmDrawing.Encoded(xml), OsmDrawing.Encoded(drawing.Import("dense")));
        Assert.Equal(OsmDrawing.Encoded(xml), OsmDrawing.Encoded(drawing.Import("plain")));
    }

    [Fact]
    public void Import_WayThatCrossesItself_IsCutAtTheCrossing()
    {
        const string Map = """
            A--B--c
               |  |
               e--d
            """;
        var roads = new OsmDrawing(Map).Way(1, "ABcdeB").Import("dense");

        Assert.Equal(["AB", "BcdeB"], Lines(roads, Map));
        Assert.Contains(roads.Segments, s => s.OsmFromNodeId == 'B' && s.OsmToNodeId == 'B');
    }

    [Fact]
    public void Import_ClosedWay_IsOneLoop()
    {
        const string Map = """
            a--b
            |  |
            d--c
            """;
        Assert.Equal(["abcda"], Lines(new OsmDrawing(Map).Way(1, "abcda").Import("dense"), Map));
    }

    [Fact]
    public void Import_SamePairTwiceInOneWay_GetsOrdinals()
    {
        const string Map = """
              x
            A y B
              z
            """;
        var roads = new OsmDrawing(Map).Way(1, "AxByAzB").Import("dense");

        Assert.Equal(["AxB", "AzB", "ByA"], Lines(roads, Map));
        Assert.Equal([0, 0, 1], roads.Segments.Select(s => s.Ordinal).Order());
        Assert.Equal(1, roads.Segments.Single(s => s.Line[1] == new OsmDrawing(Map).At('z')).Ordinal);
    }

    [Fact]
    public void Import_Barrier_CutsAndBlocks()
    {
        var roads = new OsmDrawing(Cross).Way(1, "AbCE").Tag('b', "barrier=bollard").Tag('C', "barrier=gate").Import("dense");

        Assert.Equal(["Ab", "bCE"], Lines(roads, Cross));
        Assert.Equal([(false, true), (true, false)], roads.Segments.OrderBy(s => s.OsmFromNodeId).Select(s => (s.BlockedAtFrom, s.BlockedAtTo)));
    }

    [Fact]
    public void Import_MissingNode_InterruptsTheWay()
    {
        var roads = new OsmDrawing("A b c D e F").Without('c').Way(1, "AbcDeF").Import("dense");

        Assert.Equal(["Ab", "DeF"], Lines(roads, "A b c D e F"));
        Assert.Equal(1, roads.Report.Problems.MissingNodes);
    }

    [Fact]
    public void Import_RepeatedVertices_AreCollapsedAndCounted()
    {
        var roads = new OsmDrawing("A b c D").Move('c', 'b').Way(1, "AbbcDD").Import("dense");

        var segment = Assert.Single(roads.Segments);
        Assert.Equal(3, segment.Line.Length);
        Assert.Equal(3, roads.Report.Problems.DuplicateVertices);
    }

    [Fact]
    public void Import_StretchWithoutLength_IsLeftOutAndCounted()
    {
        var roads = new OsmDrawing("A B C").Move('B', 'A').Way(1, "ABC").Way(2, "BC").Import("dense");

        Assert.Equal([1, 2], roads.Segments.Select(s => s.OsmWayId).Order());
        Assert.Equal(1, roads.Report.Problems.ZeroLengthSegments);
    }

    [Fact]
    public void Import_WayOfOneNodeAndWayTwice_AreLeftOutAndCounted()
    {
        var roads = new OsmDrawing("A b C").Way(7, "AbC").Way(3, "CCC").Way(7, "AbC").Way(5, "CA").Import("xml");

        Assert.Equal([5, 7], roads.Segments.Select(s => s.OsmWayId).Order());
        Assert.Equal((1, 1), (roads.Report.Problems.ShortWays, roads.Report.Problems.RepeatedWays));
    }

    [Fact]
    public void Import_NodesAndRestrictionsTwice_CountOnce()
    {
        const string Node = "<node id='65' lat='10' lon='20'><tag k='traffic_sign' v='stop'/></node>";
        var drawing = new OsmDrawing(Cross).Way(1, "AbC").Way(2, "CE").Tag('A', "traffic_sign=stop");
        for (var i = 0; i < 2; i++)
            drawing.Restriction(9, "from 1, via C, to 2", "restriction=no_straight_on");
        var xml = drawing.ToXml().Replace("<way id='1'>", Node + "<way id='1'>", StringComparison.Ordinal);

        var roads = OsmDrawing.ImportBytes(System.Text.Encoding.UTF8.GetBytes(xml), "twice.osm");

        Assert.Equal((2, 1, 1), (roads.Report.Problems.RepeatedNodesOrRelations, roads.Report.TurnRestrictions, roads.Report.Signs));
        Assert.Contains(roads.Segments, segment => segment.Line[0] == drawing.At('A'));
    }

    [Fact]
    public void Import_WaysForOthers_AreNoRoadsAndNoJunctions()
    {
        var roads = new OsmDrawing(Cross)
            .Way(1, "AbCE")
            .Way(2, "DCF", "highway=footway")
            .Way(3, "DCF", "highway=service", "access=no")
            .Way(4, "CEFC", "highway=service", "area=yes")
            .Way(5, "DCF", "railway=tram").Import("dense");

        Assert.Equal(["AbCE"], Lines(roads, Cross));
        Assert.Equal((1, 1, 1), (roads.Report.Ways, roads.Report.ClosedToCars, roads.Report.Areas));
    }

    [Fact]
    public void Import_Segments_AreInOrderOfId()
    {
        var drawing = new OsmDrawing(Cross);
        for (var way = 1; way <= 40; way++)
            drawing.Way(way, way % 2 == 0 ? "AbC" : "DCF");

        var ids = drawing.Import("dense").Segments.Select(s => s.Id).ToList();

        Assert.Equal(ids.Distinct().Order(), ids);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Import_NoRoad_IsRefused(string format)
    {
        var fault = Assert.Throws<OsmFormatException>(() => new OsmDrawing(Cross).Way(1, "AbC", "highway=path").Import(format));

        Assert.Contains("no road", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Import_Progress_RisesToTheTotal(string format)
    {
        var bytes = new OsmDrawing(Cross).Way(1, "AbC").Write(format);
        var seen = new SeenProgress();

        RoadImporter.Import(new OsmSource("x", () => new MemoryStream(bytes)), seen, TestContext.Current.CancellationToken);

        Assert.Equal(seen.Reports.Order(), seen.Reports);
        Assert.All(seen.Totals, total => Assert.Equal(2 * bytes.Length, total));
        Assert.Equal(2 * bytes.Length, seen.Reports[^1]);
    }

    [Fact]
    public void Import_Cancelled_Stops()
    {
        var bytes = new OsmDrawing(Cross).Way(1, "AbC").Write("dense");

        Assert.Throws<OperationCanceledException>(() => RoadImporter.Import(
            new OsmSource("x", () => new MemoryStream(bytes)), null, new CancellationToken(canceled: true)));
    }

    private static IEnumerable<string> Lines(ImportedRoads roads, string map)
    {
        var drawing = new OsmDrawing(map);
        return roads.Segments
            .Select(s => string.Concat(s.Line.Select(p => (char)drawing.Nodes.First(n => n.Value == p).Key)))
            .Order(StringComparer.Ordinal);
    }

    private sealed class SeenProgress : IProgress<ImportProgress>
    {
        public List<long> Reports { get; } = [];

        public List<long?> Totals { get; } = [];

        public void Report(ImportProgress value)
        {
            Reports.Add(value.BytesRead);
            Totals.Add(value.TotalBytes);
        }
    }
}
