using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;
using Telemetry.TestKit;

namespace Telemetry.MapMatching.Tests;

public sealed class MatcherBreakTests
{
    private static readonly AsciiMap Islands = new AsciiMap(
        """
        A--1--2--3--B      C--6--7--8--D
                       5




                      9
        """, stepM: 20).Road("AB").Road("CD");

    [Fact]
    public void Match_WholeTraceOffTheMap_IsOneBreak()
    {
        var fixes = Islands.Fixes("123678", stepMs: 8000);
        for (var i = 0; i < fixes.Length; i++)
            fixes[i] = fixes[i] with { Position = new GeoPoint(-fixes[i].Position.LonE7, -fixes[i].Position.LatE7) };
        var drive = Islands.Match(fixes);
        Assert.Empty(drive.Stretches);
        Assert.Equal([new MatchBreak(BreakReason.OffNetwork, 0, 5)], drive.Breaks);
    }

    [Fact]
    public void Match_RoadsWithoutLengthInTheNetwork_DriveOnAsWithoutThem()
    {
        var map = new AsciiMap("A--1--2--B--3--4--C", stepM: 20).Road("AB").Road("BC");
        var segments = map.Segments();
        GeoPoint[] places = [map.At('A'), map.At('B'), map.At('C'), map.At('2')];
        var empty = places.Select((place, i) => segments[0] with
        {
            Id = SegmentIds.Of(99, i, i, 0), OsmWayId = 99, OsmFromNodeId = i < 3 ? "ABC"[i] : 7, OsmToNodeId = i < 3 ? "ABC"[i] : 8,
            Line = [place, place], LengthM = 0,
        });
        var drive = new Matcher(RoadGraph.Build([.. segments, .. empty]), MatchOptions.Default).Match(map.Fixes("1234", stepMs: 4000));
        Assert.Empty(drive.Breaks);
        Assert.Equal(240, drive.Stretches[0].Pieces.Sum(piece => piece.LengthM), 0.5);
    }

    [Fact]
    public void Match_NoFixes_IsAnEmptyDrive()
    {
        var drive = Islands.Match([]);
        Assert.Empty(drive.Stretches);
        Assert.Empty(drive.Breaks);
        Assert.Empty(drive.Fixes);
    }

    [Fact]
    public void Match_NoRoads_IsOffTheNetwork()
    {
        var drive = new Matcher(RoadGraph.Build([]), MatchOptions.Default).Match(Islands.Fixes("123"));
        Assert.Empty(drive.Stretches);
        Assert.Equal([new MatchBreak(BreakReason.OffNetwork, 0, 2)], drive.Breaks);
        Assert.All(drive.Fixes, fix => Assert.False(fix.IsMatched));
    }

    [Fact]
    public void Match_OneFix_IsAStretchWithoutLength()
    {
        var drive = Islands.Match(Islands.Fixes("2"));
        var stretch = Assert.Single(drive.Stretches);
        Assert.Equal(0, Assert.Single(stretch.Pieces).LengthM);
        Assert.Equal((0, 0), (stretch.FirstFix, stretch.LastFix));
        Assert.True(drive.Fixes[0].IsMatched);
    }

    [Fact]
    public void Match_IslandsWithoutARoute_BreaksBetween()
    {
        var drive = Islands.Match(Islands.Fixes("123678", stepMs: 8000));
        Assert.Equal("AB | CD", Islands.Route(drive));
        Assert.Equal([new MatchBreak(BreakReason.NoRoute, 3, 3)], drive.Breaks);
    }

    [Fact]
    public void Match_DriveOffTheNetwork_IsABreakThatHoldsItsFixes()
    {
        var map = new AsciiMap(
            """
            A--1--2--3--B
                         4
                          5
                          6
                          7
                           8
                            C--9--0--a--b--c--D
            """, stepM: 40).Road("AB").Road("CD");
        var drive = map.Match(map.Fixes("1234567890abc", stepMs: 8000));
        Assert.Equal("AB | CD", map.Route(drive));
        var broken = Assert.Single(drive.Breaks);
        Assert.Equal(BreakReason.OffNetwork, broken.Reason);
        Assert.All(Enumerable.Range(broken.FirstFix, broken.LastFix - broken.FirstFix + 1), i => Assert.False(drive.Fixes[i].IsMatched));
        Assert.InRange(broken.FirstFix, 3, 4);
        Assert.InRange(broken.LastFix, 6, 7);
    }

    [Fact]
    public void Match_SingleFixFarAway_IsLeftOutWithoutABreak()
    {
        var fixes = Islands.Fixes("1223");
        fixes[1] = fixes[1] with { Position = GeoPoint.FromDegrees(8.9, 49.5) };
        var drive = Islands.Match(fixes);
        Assert.Equal("AB", Islands.Route(drive));
        Assert.Empty(drive.Breaks);
        Assert.False(drive.Fixes[1].IsMatched);
    }

    [Fact]
    public void Match_JumpForGood_IsATeleport()
    {
        var drive = Islands.Match(Islands.Fixes("123678", stepMs: 1000));
        Assert.Equal("AB | CD", Islands.Route(drive));
        Assert.Equal([new MatchBreak(BreakReason.Teleport, 3, 3)], drive.Breaks);
    }

    [Fact]
    public void Match_EveryFixJumps_IsOneTeleport()
    {
        var fixes = Enumerable.Range(0, 10)
            .Select(i => new Fix(1000 * i, GeoPoint.FromDegrees(8.7 + i * i * 0.1, 49.4), 0, 3000, 1)).ToArray();
        var drive = Islands.Match(fixes);
        Assert.Empty(drive.Stretches);
        Assert.Equal([new MatchBreak(BreakReason.Teleport, 0, 9)], drive.Breaks);
    }

    [Fact]
    public void Match_LongTimeWithoutAFix_IsATimeGap()
    {
        var fixes = Islands.Fixes("1233");
        fixes[3] = fixes[3] with { TimeMs = fixes[3].TimeMs + 3_600_000 };
        var drive = Islands.Match(fixes);
        Assert.Equal([new MatchBreak(BreakReason.TimeGap, 3, 3)], drive.Breaks);
        Assert.Equal(2, drive.Stretches.Count);
    }

    [Fact]
    public void Match_ClockStandsStill_StillFollowsSmallSteps()
    {
        var map = new AsciiMap("A--1--2--3--B", stepM: 10).Road("AB");
        var drive = map.Match(map.Fixes("123", stepMs: 0));
        Assert.Empty(drive.Breaks);
        Assert.Equal("AB", map.Route(drive));
    }

    [Fact]
    public void Match_ClockRunsBackwards_IsNoException()
    {
        var drive = Islands.Match(Islands.Fixes("123678", stepMs: -1000));
        Assert.Equal("AB | CD", Islands.Route(drive));
    }
}
