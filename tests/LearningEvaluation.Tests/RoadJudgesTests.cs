using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.FleetSimulator.World;
using Telemetry.LearningEvaluation.Reports;
using Telemetry.LearningEvaluation.Roads;
using Telemetry.LearningEvaluation.Worlds;
using Telemetry.MapFusion.Facts;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.LearningEvaluation.Tests;

/// <summary>What the judges of missing and gone roads count, on a generated town.</summary>
public sealed class RoadJudgesTests
{
    private const int Many = 50;

    private static readonly LearningWorld s_world = LearningWorld.Create(
        DrivenTown.Source, new WorldPerturbation { Missing = 0.1 }, 3);

    private static readonly HashSet<SegmentId> s_missing = [.. s_world.Simulated.Differences
        .Where(difference => difference.Kind == DifferenceKind.Missing).Select(difference => difference.Segment)];

    private static readonly List<int> s_roads = [.. Enumerable.Range(0, s_world.Truth.SegmentCount)
        .Where(road => s_missing.Contains(s_world.Truth.Segment(road).Id))];

    [Fact]
    public void Missing_EveryRemovedRoadPublished_IsAllRight()
    {
        var report = Judge(s_roads.Select(road => Candidate([.. s_world.Truth.Line(road)])));

        Assert.True(report.Roads > 3);
        Assert.Equal(1, report.Precision);
        Assert.Equal(1, report.Recall);
        Assert.Equal(1, report.FScore);
    }

    [Fact]
    public void Missing_NothingPublished_FindsNothing()
    {
        var report = Judge([]);

        Assert.Equal((1, 0, 0), (report.Precision, report.Recall, report.FScore));
    }

    [Fact]
    public void Missing_ARoadDrawnTwice_IsRightOnce()
    {
        var lines = s_roads.Select(road => Candidate([.. s_world.Truth.Line(road)])).ToList();

        var report = Judge(lines.Concat(lines.Select(line => line with { Id = line.Id + "-again" })));

        Assert.Equal(1, report.Recall);
        Assert.Equal(report.RightSamples + report.LeftOutSamples, report.WrongSamples);
    }

    [Fact]
    public void Missing_ALineBesideItsRoad_IsWrongBeyondTheReach()
    {
        Assert.Equal(1, Judge(s_roads.Select(road => Candidate(Beside(s_world.Truth.Line(road), 8)))).Recall, 1);
        Assert.Equal(0, Judge(s_roads.Select(road => Candidate(Beside(s_world.Truth.Line(road), 25)))).Recall, 1);
    }

    [Fact]
    public void Missing_RoadsThatFewPassed_DoNotCountEitherWay()
    {
        var report = MissingReport.Of(MissingJudge.Judge(
            s_world.Simulated, 1, _ => MissingJudge.FewestPasses - 1, [.. s_roads.Select(road => Candidate([.. s_world.Truth.Line(road)]))]));

        Assert.Equal((0, 0, 0), (report.Roads, report.RightSamples, report.WrongSamples));
        Assert.True(report.LeftOutSamples > 0);
    }

    [Fact]
    public void Gone_ClosuresOfThoseAlone_AreAllRight()
    {
        var report = Judge(s_missing, s_missing);

        Assert.Equal((s_missing.Count, s_missing.Count, 0), (report.Roads, report.Found, report.FalseClosures));
        Assert.Equal((1, 1, 1), (report.Precision, report.Recall, report.PrecisionOfSegments));
    }

    [Fact]
    public void Gone_ClosuresOfOpenRoads_AreFalseUnlessCutOff()
    {
        var open = Enumerable.Range(0, s_world.Truth.SegmentCount).Where(road => !s_roads.Contains(road)).ToList();
        var cutOff = CutOffRoads.Of(s_world.Truth, [.. s_roads]);

        var report = Judge(s_missing, [.. open.Select(road => s_world.Truth.Segment(road).Id)]);

        Assert.Equal((0, cutOff.Count, open.Count - cutOff.Count), (report.Found, report.CutOff, report.FalseClosures));
        Assert.Equal((0, 0), (report.Precision, report.Recall));
    }

    [Fact]
    public void Gone_RoadsThatFewPassed_AreLeftOut()
    {
        var report = GoneReport.Of(GoneJudge.Judge(
            s_world, 1, s_missing, [.. s_missing.Select(id => id.ToString())], _ => GoneJudge.FewestPasses - 1, _ => ""));

        Assert.Equal((0, s_missing.Count, 1), (report.Roads, report.LeftOut, report.Precision));
    }

    [Fact]
    public void Write_RoadFiles_NameEveryRoadAndWhatIsWrong()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            RoadFiles.Write(
                folder.FullName, MissingJudge.Judge(s_world.Simulated, 1, _ => Many, []), GoneJudge.Judge(s_world, 1, s_missing, [], _ => Many, _ => "NotQuiet"));

            var gone = File.ReadAllLines(Path.Combine(folder.FullName, "gone-roads.csv"));
            Assert.Equal(s_missing.Count + 1, gone.Length);
            Assert.All(gone.Skip(1), row => Assert.EndsWith(",not found,NotQuiet", row, StringComparison.Ordinal));
            Assert.All(
                File.ReadAllLines(Path.Combine(folder.FullName, "missing-roads.csv")).Skip(1),
                row => Assert.EndsWith(",0,not found", row, StringComparison.Ordinal));
            Assert.Single(File.ReadAllLines(Path.Combine(folder.FullName, "candidate-roads.csv")));
            Assert.Contains("<svg", File.ReadAllText(Path.Combine(folder.FullName, "roads.svg")), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static MissingReport Judge(IEnumerable<MapFeature> candidates) =>
        MissingReport.Of(MissingJudge.Judge(s_world.Simulated, 1, _ => Many, [.. candidates]));

    private static GoneReport Judge(HashSet<SegmentId> gone, HashSet<SegmentId> closed) => GoneReport.Of(
        GoneJudge.Judge(s_world, 1, gone, [.. closed.Select(id => id.ToString())], _ => Many, _ => ""));

    private static MapFeature Candidate(ImmutableArray<GeoPoint> line) =>
        new(MapCollection.CandidateRoads, $"c-{line[0].LonE7}-{line[0].LatE7}-{line[^1].LonE7}-{line[^1].LatE7}", line, "{}");

    private static ImmutableArray<GeoPoint> Beside(ReadOnlySpan<GeoPoint> line, double rightM)
    {
        var plane = new LocalProjection(line[0]);
        var way = plane.ToPlane(line[^1]) - plane.ToPlane(line[0]);
        var aside = new PlanarPoint(way.Y, -way.X) * (rightM / Math.Max(1, way.Length));
        var moved = ImmutableArray.CreateBuilder<GeoPoint>();
        foreach (var point in line)
            moved.Add(plane.ToGeo(plane.ToPlane(point) + aside));
        return moved.ToImmutable();
    }
}
