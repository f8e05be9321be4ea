using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;
using Telemetry.TestKit;

namespace Telemetry.MapMatching.Tests;

public sealed class MatcherPropertyTests
{
    private static readonly AsciiMap Grid = new AsciiMap(
        """
        A----B----C----D
        |    |    |    |
        E----F----G----H
        |    |    |    |
        I----J----K----L      X---Y
        """, stepM: 12)
        .Road("ABCD").Oneway("HGFE").Road("IJKL").Road("AEI").Oneway("BFJ").Road("CGK").Road("DHL").Road("XY");

    [Fact]
    public void Match_AnyFixes_MakesSoundDrives()
    {
        var graph = Grid.Graph();
        var matcher = new Matcher(graph, MatchOptions.Default);
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var fixes = Draw(seed);
            var drive = matcher.Match(fixes);
            CheckFixes(drive, fixes.Length);
            CheckPieces(graph, drive);
        }).QuickCheckThrowOnFailure();
    }

    private static void CheckFixes(MatchedDrive drive, int fixes)
    {
        Assert.Equal(fixes, drive.Fixes.Count);
        Assert.Equal(drive.Faults.OrderBy(fault => fault.Fix).DistinctBy(fault => fault.Fix), drive.Faults);
        // Nothing is swallowed.
        Assert.All(Enumerable.Range(0, fixes), fix => Assert.True(
            drive.Fixes[fix].IsMatched || drive.Breaks.Any(b => b.FirstFix <= fix && fix <= b.LastFix) || drive.Faults.Any(fault => fault.Fix == fix),
            $"fix {fix} is neither matched nor told of"));
        var broken = drive.Breaks.Where(b => b.Reason == BreakReason.OffNetwork)
            .SelectMany(b => Enumerable.Range(b.FirstFix, b.LastFix - b.FirstFix + 1));
        Assert.All(broken, fix => Assert.False(drive.Fixes[fix].IsMatched));
        Assert.Equal(drive.Breaks.OrderBy(b => b.FirstFix), drive.Breaks);
        Assert.All(drive.Breaks, b => Assert.InRange(b.LastFix, b.FirstFix, fixes - 1));
        for (var i = 0; i < drive.Stretches.Count; i++)
        {
            var stretch = drive.Stretches[i];
            Assert.True(i == 0 || drive.Stretches[i - 1].LastFix < stretch.FirstFix);
            var matches = drive.Fixes.Skip(stretch.FirstFix).Take(stretch.LastFix - stretch.FirstFix + 1).Where(m => m.IsMatched).ToList();
            Assert.All(matches, match => Assert.Equal(i, match.Stretch));
            Assert.Equal(matches.OrderBy(match => match.DrivenM), matches);
            Assert.All(matches, match =>
            {
                var piece = stretch.Pieces[match.Piece];
                Assert.InRange(match.AlongM, Math.Min(piece.FromM, piece.ToM) - 1e-6, Math.Max(piece.FromM, piece.ToM) + 1e-6);
            });
        }
    }

    private static void CheckPieces(RoadGraph graph, MatchedDrive drive)
    {
        foreach (var stretch in drive.Stretches)
        {
            Assert.NotEmpty(stretch.Pieces);
            for (var i = 0; i < stretch.Pieces.Count; i++)
            {
                var piece = stretch.Pieces[i];
                Assert.True(graph[piece.SegmentIndex].Allows(piece.Direction));
                Assert.True(piece.Direction == TravelDirection.Forward ? piece.FromM <= piece.ToM : piece.FromM >= piece.ToM);
                Assert.InRange(Math.Min(piece.FromM, piece.ToM), 0, graph.LengthM(piece.SegmentIndex));
                Assert.InRange(Math.Max(piece.FromM, piece.ToM), 0, graph.LengthM(piece.SegmentIndex));
                if (i > 0)
                    Assert.Equal(
                        graph.PointAt(stretch.Pieces[i - 1].SegmentIndex, stretch.Pieces[i - 1].ToM),
                        graph.PointAt(piece.SegmentIndex, piece.FromM));
            }
        }
    }

    /// <summary>A random walk with stops, jumps, clock faults and missing or absurd readings.</summary>
    private static Fix[] Draw(int seed)
    {
        var random = new Random(seed);
        var origin = Grid.At('F');
        double x = 0, y = 0;
        long time = 1_700_000_000_000;
        var fixes = new Fix[random.Next(0, 40)];
        for (var i = 0; i < fixes.Length; i++)
        {
            var step = random.Next(12) switch { 0 => 0, 1 => 40_000, 2 => 3_000_000, _ => 2000 };
            x += (random.NextDouble() - 0.5) * step;
            y += (random.NextDouble() - 0.5) * step;
            time += random.Next(15) switch { 0 => 0, 1 => 300_000, 2 => -5000, _ => 1000 };
            var position = new GeoPoint(origin.LonE7 + (int)x, origin.LatE7 + (int)y);
            var speed = random.Next(6) switch { 0 => float.NaN, 1 => 1e6f, 2 => 0, _ => 15 };
            fixes[i] = new Fix(time, position, random.Next(4) == 0 ? float.NaN : random.Next(360), speed, float.NaN);
        }

        return fixes;
    }
}
