using Telemetry.Contracts.Geography;
using Telemetry.Evaluation.Judging;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.Evaluation.Tests;

public sealed class LineJudgeTests
{
    private static readonly LocalProjection Plane = new(GeoPoint.FromDegrees(8.7, 49.4));

    [Fact]
    public void Compare_SameLineCutDifferently_AgreesWholly()
    {
        var counts = LineJudge.Compare([Line((0, 0), (40, 0)), Line((40, 0), (100, 0))], [Line((0, 0), (100, 0))]);
        Assert.Equal(1, counts.Precision);
        Assert.Equal(1, counts.Recall);
        Assert.Equal(1, counts.F1);
    }

    [Fact]
    public void Compare_OppositeDirection_AgreesNowhere()
    {
        var counts = LineJudge.Compare([Line((100, 0), (0, 0))], [Line((0, 0), (100, 0))]);
        Assert.Equal((20, 0, 20, 0), (counts.Matched, counts.Right, counts.True, counts.Found));
    }

    [Theory]
    [InlineData(1.9, 1)]
    [InlineData(2.1, 0)]
    public void Compare_ParallelLine_AgreesWithinTwoMetres(double offsetM, double expected) =>
        Assert.Equal(expected, LineJudge.Compare([Line((0, offsetM), (100, offsetM))], [Line((0, 0), (100, 0))]).F1);

    [Theory]
    [InlineData(29, 1)]
    [InlineData(31, 0)]
    public void Compare_TurnedPiece_AgreesBelowThirtyDegrees(double turnDeg, long right)
    {
        var (sin, cos) = Math.SinCos(turnDeg * Math.PI / 180);
        var counts = LineJudge.Compare([Line((50, 0), (50 + 2 * cos, 2 * sin))], [Line((0, 0), (100, 0))]);
        Assert.Equal((1, right), (counts.Matched, counts.Right));
    }

    [Fact]
    public void Compare_HalfMissing_HalvesTheRecall()
    {
        var counts = LineJudge.Compare([Line((0, 0), (500, 0))], [Line((0, 0), (1000, 0))]);
        Assert.Equal(1, counts.Precision);
        Assert.Equal(0.5, counts.Recall, 2);
    }

    [Fact]
    public void Compare_NothingMatched_ScoresZero()
    {
        var counts = LineJudge.Compare([], [Line((0, 0), (100, 0))]);
        Assert.Equal((0, 0, 0), (counts.Precision, counts.Recall, counts.F1));
        Assert.Equal(0, LineJudge.Compare([], []).F1);
    }

    private static GeoPoint[] Line(params (double X, double Y)[] points) =>
        [.. points.Select(point => Plane.ToGeo(new PlanarPoint(point.X, point.Y)))];
}
