using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Tests.Import;

// A character is about 7 m wide and 11 m high.
public sealed class TrafficSignTests
{
    private const string Street = """
           s
        A--b--C--D
           t
        """;

    public static TheoryData<string> Formats => ["xml", "dense", "plain"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Import_SignOnAVertex_StandsAtItsOffset(string format)
    {
        var roads = new OsmDrawing(Street).Way(1, "AbC")
            .Tag('b', "traffic_sign=DE:274[30]", "traffic_sign:direction=backward", "maxspeed=30").Import(format);

        var segment = Assert.Single(roads.Segments);
        var sign = Assert.Single(segment.Signs);
        Assert.InRange(sign.OffsetM, segment.LengthM / 2 - 0.1, segment.LengthM / 2 + 0.1);
        Assert.Equal("B DE:274[30] 30", Describe(sign));
        Assert.Equal((1, 0), (roads.Report.Signs, roads.Report.Problems.LostSigns));
    }

    [Fact]
    public void Import_SignForEachDirection_IsTwoSigns() => Assert.Equal(
        ["B DE:276", "F DE:274[50];DE:1040-30"],
        Signs(new OsmDrawing(Street).Way(1, "AbC").Tag(
            'b', "traffic_sign:forward=DE:274[50]", "traffic_sign:forward:2=DE:1040-30", "traffic_sign:backward=DE:276")));

    // Where the way is cut, the sign speaks to who drives on.
    [Theory]
    [InlineData("forward", "CD", 0)]
    [InlineData("backward", "AC", 1)]
    public void Import_SignOnACut_IsOfTheSegmentBehindIt(string direction, string onSegment, double share)
    {
        var roads = new OsmDrawing(Street).Way(1, "AbCD").Way(2, "tC").Tag('C', "traffic_sign=city_limit", "direction=" + direction)
            .Import("dense");

        var segment = Assert.Single(roads.Segments, segment => !segment.Signs.IsEmpty);
        Assert.Equal(onSegment, $"{(char)segment.OsmFromNodeId}{(char)segment.OsmToNodeId}");
        Assert.Equal(share * segment.LengthM, segment.Signs[0].OffsetM, 0.06);
    }

    // South of a road that runs east: its face looks at who comes from the west.
    [Theory]
    [InlineData("direction=270", "F stop")]
    [InlineData("direction=W", "F stop")]
    [InlineData("direction=80", "B stop")]
    [InlineData("side=right", "? stop")]
    public void Import_SignBesideARoad_IsForTheTrafficItFaces(string tag, string expected) => Assert.Equal(
        [expected], Signs(new OsmDrawing(Street).Way(1, "AbC").Tag('t', "traffic_sign=stop", tag)));

    [Fact]
    public void Import_SignBesideAOnewayRoad_IsForItsTraffic() => Assert.Equal(
        ["B stop"], Signs(new OsmDrawing(Street).Way(1, "AbC", "highway=primary", "oneway=-1").Tag('t', "traffic_sign=stop")));

    [Fact]
    public void Import_SignBetweenRoads_IsOfTheNearestThatItsFaceFits()
    {
        var drawing = new OsmDrawing("""
            A--------B
                 sC

                  D
            """).Way(1, "AB").Way(2, "CD");

        Assert.Equal([2], Ways(drawing.Tag('s', "traffic_sign=stop").Import("dense")));
        Assert.Equal([2], Ways(drawing.Tag('s', "traffic_sign=stop", "direction=N").Import("dense")));
        Assert.Equal([1], Ways(drawing.Tag('s', "traffic_sign=stop", "direction=E").Import("dense")));
    }

    [Theory]
    [InlineData('Z', "traffic_sign=stop", "no road within 15 m")]
    [InlineData('t', "traffic_sign=stop|direction=N", "no road within 15 m")]
    [InlineData('t', "traffic_sign:forward=stop", "on no drivable road")]
    [InlineData('t', "traffic_sign=stop|direction=forward", "on no drivable road")]
    [InlineData('t', "highway=traffic_sign", "no code")]
    [InlineData('t', "traffic_sign=yes", "no code")]
    public void Import_SignWithoutRoadOrCode_IsCountedAndShown(char node, string tags, string detail)
    {
        var roads = new OsmDrawing(Street + "\n\n\n\nZ").Way(1, "AbC").Tag(node, tags.Split('|')).Import("dense");

        Assert.Empty(roads.Segments[0].Signs);
        Assert.Equal((0, 1), (roads.Report.Signs, roads.Report.Problems.LostSigns));
        var example = Assert.Single(roads.Report.Problems.Examples);
        Assert.Equal((ImportProblem.LostSign, $"node {(int)node}"), (example.Problem, example.Element));
        Assert.Contains(detail, example.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_SignWithALimitAndNoCode_IsALimitSign() => Assert.Equal(
        ["? maxspeed 50 mph"], Signs(new OsmDrawing(Street).Way(1, "AbC").Tag('s', "highway=traffic_sign", "maxspeed=50 mph")));

    [Fact]
    public void Import_TrafficSignals_AreNoSign()
    {
        var roads = new OsmDrawing(Street).Way(1, "AbC").Tag('b', "highway=traffic_signals", "traffic_signals:direction=forward").Import("dense");

        Assert.Equal((0, new ImportProblems()), (roads.Report.Signs, roads.Report.Problems));
    }

    [Fact]
    public void Import_MiniRoundabout_IsCounted() => Assert.Equal(
        1, new OsmDrawing(Street).Way(1, "AbC").Tag('b', "highway=mini_roundabout").Import("dense").Report.MiniRoundabouts);

    [Theory]
    [InlineData(5, 0, "DE")]
    [InlineData(4, 0, null)]
    [InlineData(10, 1, null)]
    [InlineData(20, 1, "DE")]
    public void Import_Country_IsTheOneThatNearlyAllTagsName(int german, int french, string? country)
    {
        var drawing = new OsmDrawing(Street);
        for (var way = 1; way <= german + french; way++)
            drawing.Way(way, "AbC", "highway=residential", way <= german ? "zone:traffic=DE:urban" : "zone:traffic=FR:urban");

        var roads = drawing.Import("dense");

        Assert.Equal(country, roads.Country);
        Assert.Equal(german, roads.Segments.Where(segment => segment.Country == "DE").DistinctBy(segment => segment.OsmWayId).Count());
    }

    [Fact]
    public void Import_CountryGiven_IsOfEveryRoadThatNamesNone()
    {
        var bytes = new OsmDrawing(Street).Way(1, "AbC", "highway=residential", "source:maxspeed=AT:urban").Way(2, "CD").Write("dense");

        var roads = RoadImporter.Import(
            new OsmSource("x", () => new MemoryStream(bytes)), "DE", null, TestContext.Current.CancellationToken);

        Assert.Equal("DE", roads.Country);
        Assert.Equal([(1, "AT"), (2, "DE")], roads.Segments.Select(s => (s.OsmWayId, s.Country)).Order());
    }

    private static IEnumerable<long> Ways(ImportedRoads roads) =>
        roads.Segments.Where(segment => !segment.Signs.IsEmpty).Select(segment => segment.OsmWayId);

    private static IEnumerable<string> Signs(OsmDrawing drawing) =>
        drawing.Import("dense").Segments.SelectMany(segment => segment.Signs).Select(Describe).Order(StringComparer.Ordinal);

    private static string Describe(MappedSign sign) => string.Create(
        CultureInfo.InvariantCulture,
        $"{sign.Direction switch { TravelDirection.Forward => 'F', TravelDirection.Backward => 'B', _ => '?' }} {sign.Code} {sign.Limit}").TrimEnd();
}
