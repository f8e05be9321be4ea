using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;
using Telemetry.TestKit;

namespace Telemetry.MapMatching.Tests;

public sealed class MatcherTests
{
    private static readonly AsciiMap Town = new AsciiMap(
        """
                     E
                     |
                     |8
         1  2   3    |
        A------------B----------C
                4  5 |
                     |6
                     |
                     |
                    7|
                     |
                     |9
                     D
        """, stepM: 10).Road("AB").Road("BC").Road("BE").Road("BD");

    [Fact]
    public void Match_StraightOn_FollowsTheRoad()
    {
        var drive = Town.Match(Town.Fixes("123"));
        Assert.Equal("AB", Town.Route(drive));
        Assert.Empty(drive.Breaks);
        var piece = drive.Stretches[0].Pieces[0];
        Assert.Equal((10, 80), (Math.Round(piece.FromM), Math.Round(piece.ToM)));
        Assert.Equal(-10, drive.Fixes[1].LateralM, 1);
        Assert.Equal(30, drive.Fixes[1].DrivenM, 1);
    }

    [Fact]
    public void Match_TurnAtACrossing_TakesTheSideRoad()
    {
        var drive = Town.Match(Town.Fixes("1245679"));
        Assert.Equal("AB BD", Town.Route(drive));
        Assert.All(drive.Fixes, fix => Assert.True(fix.IsMatched));
        Assert.Equal([0, 0, 0, 0, 1, 1, 1], drive.Fixes.Select(fix => fix.Piece));
    }

    [Fact]
    public void Match_AgainstTheWaysOrder_DrivesBackward()
    {
        var drive = Town.Match(Town.Fixes("97654321"));
        Assert.Equal("DB BA", Town.Route(drive));
        var last = drive.Stretches[0].Pieces[1];
        Assert.True(last.FromM > last.ToM);
    }

    [Fact]
    public void Match_Oneway_IsNeverDrivenAgainst()
    {
        var map = new AsciiMap(
            """
            A-----------------B
               4   3   2   1
            C-----------------D
            """, stepM: 10).Oneway("AB").Oneway("DC").Road("AC").Road("BD");
        Assert.Equal("DC", map.Route(map.Match(map.Fixes("1234"))));
        Assert.Equal("AB", map.Route(map.Match(map.Fixes("4321"))));
    }

    [Fact]
    public void Match_ParallelRoads_StaysOnTheNearer()
    {
        var map = new AsciiMap(
            """
            A--------------------------B

              1    2          4     5
            C--------------------------D
                        3
            """, stepM: 5).Road("AB").Road("CD").Road("AC").Road("BD");
        Assert.Equal("CD", map.Route(map.Match(map.Fixes("12345"))));
    }

    [Fact]
    public void Match_HeadingGiven_TellsDirectionsApart()
    {
        var map = new AsciiMap("A----1----B", stepM: 10).Road("AB");
        var fix = map.Fixes("1")[0] with { SpeedMps = 10 };
        var east = map.Match([fix with { HeadingDeg = 88 }]);
        var west = map.Match([fix with { HeadingDeg = 272 }]);
        Assert.Equal(TravelDirection.Forward, east.Stretches[0].Pieces[0].Direction);
        Assert.Equal(TravelDirection.Backward, west.Stretches[0].Pieces[0].Direction);
    }

    [Fact]
    public void Match_TurnedAround_DrivesBackWithoutABreak()
    {
        var drive = Town.Match(Town.Fixes("123321"));
        Assert.Equal("AB BA", Town.Route(drive));
        Assert.Empty(drive.Breaks);
        Assert.Equal(drive.Stretches[0].Pieces[0].ToM, drive.Stretches[0].Pieces[1].FromM);
    }

    [Fact]
    public void Match_StandingCar_StaysInItsPlace()
    {
        var drive = Town.Match(Town.Fixes("12222222223"));
        Assert.Equal("AB", Town.Route(drive));
        Assert.Single(drive.Fixes.Skip(1).Take(9).Select(fix => fix.DrivenM).Distinct());
    }

    [Fact]
    public void Match_NoiseBackwards_NeverDrivesBackwards()
    {
        var map = new AsciiMap("A--1-3-2-4-6-5-7---B", stepM: 10).Road("AB");
        var drive = map.Match(map.Fixes("1234567"));
        Assert.Equal("AB", map.Route(drive));
        Assert.Equal(drive.Fixes.Select(fix => fix.DrivenM).Order(), drive.Fixes.Select(fix => fix.DrivenM));
    }

    [Fact]
    public void Match_SeveralSegmentsBetweenFixes_FillsTheRoute()
    {
        var map = new AsciiMap(
            """
            A-1-B----C
                |    |
                F    D----E-2-G
            """, stepM: 30).Road("AB").Road("BC").Road("CD").Road("DE").Road("EG").Road("BF");
        Assert.Equal("AB BC CD DE EG", map.Route(map.Match(map.Fixes("12", stepMs: 30_000))));
    }

    [Fact]
    public void Match_FixesJumpAside_StaysOnTheRoad()
    {
        var map = new AsciiMap(
            """
            C------------------------D
            |     3   5         b    |
            A-1-2---4---6-7-8-9-a-c--B
            """, stepM: 10).Road("AB").Road("CD").Road("AC").Road("BD");
        var fixes = map.Fixes("123456789abc");
        for (var i = 0; i < fixes.Length; i++)
            fixes[i] = fixes[i] with { TimeMs = 1000 * i, SpeedMps = 16, HeadingDeg = 90 };
        var drive = map.Match(fixes);
        Assert.Equal("AB", map.Route(drive));
        Assert.Empty(drive.Breaks);
    }

    [Fact]
    public void Match_SpeedAlwaysZero_FollowsThePositions()
    {
        var fixes = Town.Fixes("1245679");
        for (var i = 0; i < fixes.Length; i++)
            fixes[i] = fixes[i] with { SpeedMps = 0 };
        var drive = Town.Match(fixes);
        Assert.Equal("AB BD", Town.Route(drive));
        Assert.Empty(drive.Breaks);
    }

    [Fact]
    public void Match_WorkspaceReused_GivesTheSameResult()
    {
        var matcher = new Matcher(Town.Graph(), MatchOptions.Default);
        var first = matcher.Match(Town.Fixes("1245679"));
        matcher.Match(Town.Fixes("8"));
        var again = matcher.Match(Town.Fixes("1245679"));
        Assert.Equal(first.Fixes, again.Fixes);
        Assert.Equal(first.Stretches.SelectMany(s => s.Pieces), again.Stretches.SelectMany(s => s.Pieces));
    }

    [Fact]
    public void Match_OnceGrown_AllocatesItsResultOnly()
    {
        var map = new AsciiMap("A-1--2--3--4--5--6-B", stepM: 20).Road("AB");
        var fixes = map.Fixes("12345665432112345665432112345665432112345665432112345665432112345665432112345665432112345665432112345665432");
        var matcher = new Matcher(map.Graph(), MatchOptions.Default);
        var largest = matcher.Match(fixes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var drive = matcher.Match(fixes);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(largest.Fixes, drive.Fixes);
        // 48 bytes for the match of a fix, 32 for a piece, and the lists that hold them.
        Assert.InRange(allocated, 1, 1000 + 48 * fixes.Length + 32 * drive.Stretches.Sum(stretch => stretch.Pieces.Count));
    }

    [Theory]
    [InlineData("12", false, "AB BC CD")]
    [InlineData("12", true, "AB BE EC CD")]
    [InlineData("13452", true, "AB BC CD")]
    public void Match_ForbiddenTurn_IsMadeOnlyWhereTheFixesShowIt(string marks, bool isForbidden, string expected)
    {
        var map = new AsciiMap(
            """
                  E
            A-1-B-3-4-5-C-2-D
            """, stepM: 10).Road("AB").Road("BC").Road("CD").Road("BE").Road("EC");
        var segments = map.Segments();
        DirectedSegment Directed(char from, char to) =>
            new(segments.Single(segment => segment.OsmFromNodeId == from && segment.OsmToNodeId == to).Id, TravelDirection.Forward);
        var graph = RoadGraph.Build(segments, isForbidden ? [new TurnRestriction([Directed('A', 'B'), Directed('B', 'C')], 1, null)] : []);
        var drive = new Matcher(graph, MatchOptions.Default).Match(map.Fixes(marks, stepMs: 6000));
        Assert.Equal(expected, map.Route(drive));
        Assert.Empty(drive.Breaks);
    }

    [Fact]
    public void Constructor_OptionOutOfRange_NamesIt()
    {
        var options = new MatchOptions { CandidateRadiusM = 500 };
        var thrown = Assert.Throws<ArgumentOutOfRangeException>(() => new Matcher(Town.Graph(), options));
        Assert.Equal(nameof(MatchOptions.CandidateRadiusM), thrown.ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MatchOptions { Beam = double.NaN }.Validate());
    }
}
