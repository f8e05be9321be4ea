using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.LearningEvaluation.Geometry;
using Telemetry.LearningEvaluation.Reports;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.LearningEvaluation.Tests;

public sealed class GeometryJudgeTests
{
    private static readonly LocalProjection s_plane = new(GeoPoint.FromDegrees(8.69, 49.41));

    [Fact]
    public void Of_LineBeside_MeasuresEveryFiveMetresAndBothEnds()
    {
        var samples = LineDistance.Of(Line((0, 0), (52, 0)), Line((0, 0), (20, 8), (52, 8)));

        Assert.Equal([0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 52], samples.Select(sample => Math.Round(sample.AlongM)));
        Assert.Equal(0, samples[0].DistanceM, 0.01);
        Assert.All(samples.Skip(5), sample => Assert.Equal(8, sample.DistanceM, 0.01));
    }

    [Fact]
    public void Of_Bend_MeasuresAlongIt()
    {
        var samples = LineDistance.Of(Line((0, 0), (7, 0), (7, 9)), Line((0, 0), (7, 0), (7, 9)));

        Assert.Equal([0, 5, 10, 15, 16], samples.Select(sample => Math.Round(sample.AlongM)));
        Assert.All(samples, sample => Assert.Equal(0, sample.DistanceM, 0.01));
    }

    [Fact]
    public void Of_ShiftedSegmentWithoutALine_CountsWithItsBaseLine()
    {
        var report = GeometryReport.Of(
        [
            Verdict(10, errorM: 0.5, published: true), Verdict(25, errorM: 9, published: false), Verdict(12, errorM: 1, published: true),
            Verdict(9, errorM: 4, published: true), Verdict(50, errorM: 3, published: true) with { IsShifted = false },
        ]);

        Assert.Equal((3, 2, 1.0, 7.4), (report.Segments, report.Published, report.MedianM, report.P90M));
        Assert.Equal((4, 1, 1.0), (report.AllPublished, report.FalselyPublished, report.FalseShare));
        Assert.Equal(2, report.OracleRatio);
    }

    [Fact]
    public void Of_NothingToJudge_HasNoFigures()
    {
        var report = GeometryReport.Of([]);

        Assert.Equal((0, null, null, null), (report.Segments, report.MedianM, report.P90M, report.OracleRatio));
    }

    private static GeoPoint[] Line(params (double X, double Y)[] points) =>
        [.. points.Select(point => s_plane.ToGeo(new PlanarPoint(point.X, point.Y)))];

    private static LineVerdict Verdict(int vehicles, double errorM, bool published) => new()
    {
        Seed = 1, Segment = new SegmentId((ulong)vehicles), IsShifted = true, IsOneWay = false, Lanes = 1, LengthM = 100, Vehicles = vehicles,
        IsPublished = published, ErrorM = errorM, InnerErrorM = errorM, BaseErrorM = 9, TrueMatchErrorM = errorM / 2,
        StandardErrorM = published ? 0.7 : double.NaN, ShiftM = 10,
    };
}
