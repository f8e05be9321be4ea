using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Tests.Import;

public sealed class TurnRestrictionTests
{
    // North is up: coming from A, D is left and F is right.
    private const string Cross = """
              D
              |
        A--b--C--E
              |
              F
        """;

    // Two carriageways and the link between them.
    private const string Dual = """
        A--B--C--D
           |  |
        H--G--F--E
        """;

    public static TheoryData<string> Formats => ["xml", "dense", "plain"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Import_ForbiddenTurn_IsThePathOfSegmentsThatTouchTheNode(string format)
    {
        var roads = Crossing().Restriction(7, "from 1, via C, to 4", "restriction=no_left_turn").Import(format);

        Assert.Equal(["AbC CD"], Turns(roads));
        Assert.Equal((1, 0, 0), (roads.Report.TurnRestrictions, roads.Report.ConditionalTurnRestrictions, roads.Report.TurnRestrictionsForOthers));
        Assert.Equal(new ImportProblems(), roads.Report.Problems);
    }

    [Fact]
    public void Import_PrescribedTurn_ForbidsEveryOtherWayOnAndBack() => Assert.Equal(
        ["AbC CD", "AbC CF", "AbC CbA"],
        Turns(Crossing().Restriction(7, "from 1, via C, to 2", "restriction=only_straight_on").Import("dense")));

    [Fact]
    public void Import_UTurn_IsBackOnTheSameSegment() => Assert.Equal(
        ["AbC CbA"], Turns(Crossing().Restriction(7, "from 1, via C, to 1", "restriction=no_u_turn").Import("dense")));

    [Fact]
    public void Import_WayCutIntoSegments_TakesTheOneAtTheNode() => Assert.Equal(
        ["bC CD"],
        Turns(Crossing().Way(9, "bG").Restriction(7, "from 1, via C, to 4", "restriction=no_left_turn").Import("dense")));

    // Mappers forget to part a way at the junction: the kind of turn tells which arms are meant.
    [Theory]
    [InlineData("from 1, via C, to 2", "restriction=no_left_turn", "AbC CD")]
    [InlineData("from 1, via C, to 2", "restriction=no_right_turn", "AbC CF")]
    [InlineData("from 2, via C, to 1", "restriction=no_left_turn", "FC CbA")]
    [InlineData("from 2, via C, to 2", "restriction=no_u_turn", "DC CD|FC CF")]
    public void Import_WayThatGoesOnBeyondTheNode_IsTakenByTheAngle(string members, string tag, string turns) => Assert.Equal(
        turns.Split('|'),
        Turns(new OsmDrawing(Cross).Way(1, "AbC").Way(2, "DCF").Way(3, "CE").Restriction(7, members, tag).Import("dense")));

    [Fact]
    public void Import_WaysThatMeetInTwoEqualWays_AreLeftOutAndCounted()
    {
        var roads = new OsmDrawing(Cross).Way(1, "AbCE").Way(2, "DCF")
            .Restriction(7, "from 1, via C, to 2", "restriction=no_left_turn").Import("dense");

        Assert.Empty(roads.TurnRestrictions);
        Assert.Equal((0, 1), (roads.Report.TurnRestrictions, roads.Report.Problems.DisconnectedRestrictions));
    }

    [Fact]
    public void Import_ViaOneWay_IsThePathOverIt()
    {
        var roads = Carriageways().Restriction(7, "from 1, via 3, to 5", "restriction=no_u_turn").Import("dense");

        Assert.Equal(["AB BG GH"], Turns(roads));
    }

    [Fact]
    public void Import_ViaSeveralWaysInAnyOrder_IsThePathOverAll()
    {
        var roads = Carriageways().Restriction(7, "from 1, via 4, via 2, to 6", "restriction=no_right_turn").Import("dense");

        Assert.Equal(["AB BC CF FE"], Turns(roads));
    }

    [Fact]
    public void Import_PrescribedTurnViaAWay_ForbidsToLeaveThePathAnywhere() => Assert.Equal(
        ["AB BA", "AB BC", "AB BG GB", "AB BG GH"],
        Turns(Carriageways().Restriction(7, "from 1, via 3, to 8", "restriction=only_left_turn").Import("dense")));

    [Fact]
    public void Import_NoEntryFromSeveralWays_ForbidsEach() => Assert.Equal(
        ["AbC CE", "DC CE", "FC CE"],
        Turns(Crossing().Restriction(7, "from 1, from 3, from 4, via C, to 2", "restriction=no_entry").Import("dense")));

    [Theory]
    [InlineData("restriction=no_left_turn|except=motorcar;bicycle")]
    [InlineData("restriction:hgv=no_left_turn")]
    [InlineData("restriction:conditional=no_left_turn @ (weight>7.5)")]
    public void Import_RestrictionOfOthers_IsLeftOutAndCounted(string tags)
    {
        var roads = Crossing().Restriction(7, "from 1, via C, to 4", tags.Split('|')).Import("dense");

        Assert.Empty(roads.TurnRestrictions);
        Assert.Equal((0, 1), (roads.Report.TurnRestrictions, roads.Report.TurnRestrictionsForOthers));
        Assert.Equal(new ImportProblems(), roads.Report.Problems);
    }

    [Theory]
    [InlineData("restriction=no_left_turn|except=psv;bicycle", null)]
    [InlineData("restriction:motorcar=no_left_turn", null)]
    [InlineData("restriction=no_right_turn|restriction:motor_vehicle=no_left_turn", null)]
    [InlineData("restriction:conditional=no_left_turn @ (Mo-Fr 07:00-18:00)", "Mo-Fr 07:00-18:00")]
    [InlineData("restriction=no_left_turn|day_on=Mo|day_off=Fr|hour_on=7|hour_off=18", "Mo-Fr 07:00-18:00")]
    [InlineData("restriction=no_left_turn|restriction:conditional=none @ (20:00-06:00)", "NOT (20:00-06:00)")]
    public void Import_RestrictionTags_SayForWhomAndWhen(string tags, string? condition)
    {
        var roads = Crossing().Restriction(7, "from 1, via C, to 4", tags.Split('|')).Import("dense");

        Assert.Equal(["AbC CD"], Turns(roads));
        Assert.Equal((condition, 7), (roads.TurnRestrictions[0].Condition, roads.TurnRestrictions[0].OsmRelationId));
        Assert.Equal(condition is null ? 0 : 1, roads.Report.ConditionalTurnRestrictions);
    }

    [Theory]
    [InlineData("from 1, via C", "restriction=no_left_turn", ImportProblem.IncompleteRestriction, "no member to")]
    [InlineData("via C, to 4", "restriction=no_left_turn", ImportProblem.IncompleteRestriction, "no member from")]
    [InlineData("from 1, to 4", "restriction=no_left_turn", ImportProblem.IncompleteRestriction, "no member via")]
    [InlineData("from 1, from 2, via C, to 4", "restriction=no_left_turn", ImportProblem.IncompleteRestriction, "more than one")]
    [InlineData("from 1, via C, via D, to 4", "restriction=no_left_turn", ImportProblem.IncompleteRestriction, "too many")]
    [InlineData("from 1, via C, to 99", "restriction=no_left_turn", ImportProblem.IncompleteRestriction, "way 99")]
    [InlineData("from 1, via D, to 4", "restriction=no_left_turn", ImportProblem.DisconnectedRestriction, "do not meet")]
    [InlineData("from 1, via Z, to 4", "restriction=no_left_turn", ImportProblem.DisconnectedRestriction, "do not meet")]
    [InlineData("from 1, via C, to 4", "restriction=maybe", ImportProblem.UnreadRestriction, "maybe")]
    [InlineData("from 1, via C, to 4", "note=x", ImportProblem.UnreadRestriction, "restriction=")]
    [InlineData("from 1, via C, to 4", "restriction:conditional=no_left_turn @ moonlight", ImportProblem.UnreadCondition, "moonlight")]
    public void Import_BrokenRestriction_IsLeftOutCountedAndShown(string members, string tag, ImportProblem problem, string detail)
    {
        var roads = Crossing().Restriction(7, members, tag).Import("dense");

        Assert.Empty(roads.TurnRestrictions);
        Assert.Equal(0, roads.Report.TurnRestrictions);
        var example = Assert.Single(roads.Report.Problems.Examples);
        Assert.Equal((problem, "relation 7"), (example.Problem, example.Element));
        Assert.Contains(detail, example.Detail, StringComparison.Ordinal);
    }

    // Eight copies of one long way can be strung together in more ways than could ever be tried.
    [Fact]
    public void Import_MembersThatShareAllTheirNodes_AreGivenUpInGoodTime()
    {
        const string Nodes = "abcdefghijklmnopqrstuvwxyz";
        var drawing = new OsmDrawing(Nodes + "\nA\nB\nC").Way(1, "Aa").Way(2, "BC");
        for (var way = 10; way < 18; way++)
            drawing.Way(way, Nodes);
        drawing.Restriction(7, "from 1, via 10, via 11, via 12, via 13, via 14, via 15, via 16, via 17, to 2", "restriction=no_u_turn");

        Assert.Equal(1, drawing.Import("dense").Report.Problems.DisconnectedRestrictions);
    }

    [Fact]
    public void Import_TurnAgainstAOneway_HasNoEffectAndIsCounted()
    {
        var roads = new OsmDrawing(Cross).Way(1, "AbC").Way(4, "DC", "highway=primary", "oneway=yes")
            .Restriction(7, "from 1, via C, to 4", "restriction=no_left_turn").Import("dense");

        Assert.Empty(roads.TurnRestrictions);
        Assert.Equal(1, roads.Report.TurnRestrictionsWithoutEffect);
    }

    [Fact]
    public void TryFind_RestrictionOverAWay_IsObeyedAndTheRestOfTheJunctionStaysOpen()
    {
        var roads = Carriageways().Restriction(7, "from 1, via 3, to 5", "restriction=no_u_turn").Import("dense");
        var graph = RoadGraph.Build(roads.Segments, roads.TurnRestrictions);

        Assert.Equal("AB BC CF FG GH", Route(graph, 'A', 'H'));
        Assert.Equal("AB BG GF FE", Route(graph, 'A', 'E', closed: "BC"));
        Assert.Equal("CB BG GH", Route(graph, 'C', 'H'));
        Assert.Equal("AB BG GH", Route(RoadGraph.Build(roads.Segments), 'A', 'H'));
    }

    [Fact]
    public void TryContinue_TurnForbiddenByWhatWasDriven_IsNotMade()
    {
        var roads = Carriageways().Restriction(7, "from 1, via 3, to 5", "restriction=no_u_turn").Import("dense");
        var graph = RoadGraph.Build(roads.Segments, roads.TurnRestrictions);
        var edges = new List<int>();
        var search = new FastestRoute(graph);
        Assert.True(graph.TryFindNode('A', out var a) & graph.TryFindNode('G', out var g) & graph.TryFindNode('H', out var h));
        Assert.True(search.TryFind(a, g, edge => Name(graph, edge) is "AB" or "BG" ? 1 : 100, edges));

        Assert.True(search.TryContinue(h, graph.EdgeLengthM, edges));

        Assert.Equal("AB BG GF FE EF FG GH", string.Join(' ', edges.Select(edge => Name(graph, edge))));
    }

    private static OsmDrawing Crossing() => new OsmDrawing(Cross + "\n  G").Way(1, "AbC").Way(2, "CE").Way(3, "FC").Way(4, "CD");

    private static OsmDrawing Carriageways() => new OsmDrawing(Dual)
        .Way(1, "AB").Way(2, "BC").Way(10, "CD").Way(3, "BG").Way(4, "CF").Way(5, "GH").Way(6, "FE").Way(8, "GF");

    private static string Route(RoadGraph graph, char from, char to, string closed = "")
    {
        var edges = new List<int>();
        Assert.True(graph.TryFindNode(from, out var a) & graph.TryFindNode(to, out var b));
        Assert.True(new FastestRoute(graph).TryFind(
            a, b, edge => Name(graph, edge) == closed ? double.PositiveInfinity : graph.EdgeLengthM(edge), edges));
        return string.Join(' ', edges.Select(edge => Name(graph, edge)));
    }

    private static string Name(RoadGraph graph, int edge)
    {
        var (from, to) = ((char)graph[edge >> 1].OsmFromNodeId, (char)graph[edge >> 1].OsmToNodeId);
        return RoadGraph.DirectionOf(edge) == TravelDirection.Forward ? $"{from}{to}" : $"{to}{from}";
    }

    /// <summary>The forbidden paths in letters, in alphabetical order.</summary>
    private static IEnumerable<string> Turns(ImportedRoads roads)
    {
        var drawing = new OsmDrawing(Cross + "\n  G");
        var byId = roads.Segments.ToDictionary(segment => segment.Id);
        return roads.TurnRestrictions
            .Select(turn => string.Join(' ', turn.Path.Select(step => Letters(byId[step.Id], step.Direction))))
            .Order(StringComparer.Ordinal);

        string Letters(RoadSegment segment, TravelDirection direction)
        {
            var middle = segment.Line.Length > 2 ? "b" : "";
            var (from, to) = ((char)segment.OsmFromNodeId, (char)segment.OsmToNodeId);
            return direction == TravelDirection.Forward ? $"{from}{middle}{to}" : $"{to}{middle}{from}";
        }
    }
}
