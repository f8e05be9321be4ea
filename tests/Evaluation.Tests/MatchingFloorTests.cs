using Telemetry.Evaluation.Inputs;
using Telemetry.MapMatching;
using Telemetry.TestKit;

namespace Telemetry.Evaluation.Tests;

/// <summary>Floors lie a little under what was measured; a change that falls below them has made matching worse.</summary>
public sealed class MatchingFloorTests
{
    private const string Heidelberg = "osm/heidelberg_highways.osm.pbf";
    private const string HeidelbergTruth = "matching/heidelberg_truth_wkt.csv.gz";

    [Theory]
    [InlineData(Heidelberg, "matching/heidelberg_points_1s.csv.gz", HeidelbergTruth, 0.999, 0)]
    [InlineData(Heidelberg, "matching/heidelberg_points_5s.csv.gz", HeidelbergTruth, 0.9985, 0)]
    [InlineData("traces/hof_road_segments.csv", "traces/hof_points.csv", "traces/hof_ground_truth.csv", 0.995, 20)]
    public void Run_SharedDrives_StaysAboveItsFloor(string network, string points, string truth, double floor, int mostBreaks)
    {
        var token = TestContext.Current.CancellationToken;
        var graph = NetworkReader.ReadGraph(SharedData.PathOf(network), token);
        var report = MatchEvaluation.Run(
            graph, DriveReader.Read(SharedData.PathOf(points)), TruthReader.Read(SharedData.PathOf(truth)),
            MatchOptions.Default, TimeProvider.System, null, token);
        Assert.True(report.F1 >= floor, FormattableString.Invariant($"F1 {report.F1:F5} is below {floor:F5}."));
        Assert.InRange(report.Breaks, 0, mostBreaks);
    }

    [Fact]
    public void Run_CutIntoMessages_LosesLittle()
    {
        var token = TestContext.Current.CancellationToken;
        var graph = NetworkReader.ReadGraph(SharedData.PathOf(Heidelberg), token);
        var drives = DriveReader.Read(SharedData.PathOf("matching/heidelberg_points_1s.csv.gz")).Where((_, i) => i % 3 == 0).ToArray();
        var truth = TruthReader.Read(SharedData.PathOf(HeidelbergTruth));
        var whole = MatchEvaluation.Run(graph, drives, truth, MatchOptions.Default, TimeProvider.System, null, token);
        var cut = MatchEvaluation.Run(graph, drives, truth, MatchOptions.Default, TimeProvider.System, null, token, new MessageCut(60, 10));
        Assert.InRange(whole.F1 - cut.F1, -0.002, 0.002);
    }
}
