using Telemetry.Contracts.Geography;
using Telemetry.Evaluation.Differences;
using Telemetry.Evaluation.Inputs;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.TestKit;

namespace Telemetry.Evaluation.Tests;

/// <summary>Where a matched and a true route differ, and why; and drives cut into messages.</summary>
public sealed class DifferenceTests
{
    private static readonly AsciiMap Town = new AsciiMap(
        """
        A--1-2-3-4-B-5-6-7-8--C
                   |          |
                   |          |
        D----------E----------F
        """, stepM: 20).Road("AB").Road("BC").Road("BE").Road("CF").Road("DE").Road("EF");

    [Fact]
    public void Run_TruthIsWhatIsMatched_HasNoDifference() =>
        Assert.All(Run(Fixes("12345678"), "AB", "BC").Differences, found => Assert.Equal(DifferenceReason.DriveEnd, found.Reason));

    [Fact]
    public void Run_TruthTakesAnotherRoad_IsADetourOnBothSides()
    {
        var report = Run(Fixes("12345678"), "AB", "BE", "EF", "FC");
        Assert.Contains(report.Differences, found => found is { IsMissed: false, Reason: DifferenceReason.TruthFarFromFixes or DifferenceReason.Detour, LengthM: > 100 });
        Assert.Contains(report.Differences, found => found is { IsMissed: true, LengthM: > 100 });
        Assert.Equal(report.Scores.Sum(score => score.WrongM), report.Differences.Sum(found => found.LengthM));
    }

    [Fact]
    public void Run_TruthIsTheOtherDirection_IsAUTurn() =>
        Assert.Contains(Run(Fixes("12345678"), "CB", "BA").Differences, found => found.Reason == DifferenceReason.UTurn);

    [Fact]
    public void Run_OffTheNetwork_SaysSo()
    {
        var fixes = Fixes("12345678");
        for (var i = 2; i < 6; i++)
            fixes[i] = fixes[i] with { Position = new GeoPoint(fixes[i].Position.LonE7, fixes[i].Position.LatE7 + 20_000) };
        var report = Run(fixes, "AB", "BC");
        Assert.Contains(report.Differences, found => found is { IsMissed: true, Reason: DifferenceReason.OffNetwork });
        Assert.Equal((1, 1), (report.BreaksByReason[BreakReason.OffNetwork], report.BrokenDrives));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(60, 10)]
    public void Run_CutIntoMessages_FindsTheSameRoute(int frames, int context)
    {
        var whole = Run(Fixes("12345678"), "AB", "BC");
        var cut = Run(Fixes("12345678"), new MessageCut(frames, context), "AB", "BC");
        Assert.Equal(whole.Points, cut.Points);
        // Without context a message begins at its first fix, and the way to there is nobody's.
        Assert.InRange(cut.Recall, context == 0 ? 0.4 : whole.Recall - 0.05, 1);
        Assert.Equal(whole.Precision, cut.Precision);
    }

    private static Fix[] Fixes(string marks) =>
        [.. marks.Select((mark, i) => new Fix(1_700_000_000_000 + i * 5000L, Town.At(mark), float.NaN, float.NaN, float.NaN))];

    private static MatchReport Run(Fix[] fixes, params string[] truth) => Run(fixes, null, truth);

    private static MatchReport Run(Fix[] fixes, MessageCut? cut, params string[] truth) => MatchEvaluation.Run(
        Town.Graph(), [new Drive("d", [.. fixes])],
        new Dictionary<string, IReadOnlyList<GeoPoint[]>> { ["d"] = [.. truth.Select(road => road.Select(Town.At).ToArray())] },
        MatchOptions.Default, TimeProvider.System, null, CancellationToken.None, cut);
}
