using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Facts.Geometry;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Tests.Facts.Geometry;

public sealed class CorrectedLineTests
{
    private static readonly LocalProjection s_plane = new(TestRoads.At(0, 0));

    [Theory]
    [InlineData(8.4)]
    [InlineData(-8.4)]
    public void Of_StraightRoad_MovesItsMiddleAndLeavesItsEnds(double rightM)
    {
        var line = Plane(Correct([(0, 0), (100, 0), (200, 0)], rightM));

        Assert.Equal(5, line.Count);
        Assert.Equal((0, 0), (line[0].X, line[0].Y), Near);
        Assert.Equal((20, -rightM), (line[1].X, line[1].Y), Near);
        Assert.Equal((100, -rightM), (line[2].X, line[2].Y), Near);
        Assert.Equal((180, -rightM), (line[3].X, line[3].Y), Near);
        Assert.Equal((200, 0), (line[4].X, line[4].Y), Near);
    }

    [Fact]
    public void Of_ShortRoad_HasItsTransitionsInTheOuterThirds() =>
        Assert.Equal([0, 10, 20, 30], Plane(Correct([(0, 0), (30, 0)], 4)).Select(point => Math.Round(point.X)));

    [Theory]
    [InlineData(12, 10)]
    [InlineData(12, -10)]
    [InlineData(6, 15)]
    [InlineData(6, -15)]
    [InlineData(25, 15)]
    public void Of_Roundabout_MakesNoLoop(double radiusM, double rightM)
    {
        // Three quarters round to the left; moved to the left the line would turn inside out.
        var arc = Enumerable.Range(0, 28).Select(i => i * 10 * Math.PI / 180)
            .Select(angle => (radiusM * Math.Sin(angle), radiusM - radiusM * Math.Cos(angle)));

        AssertNoLoop(Plane(Correct([.. arc], rightM)));
    }

    [Fact]
    public void Of_BendsOfRoads_KeepTheirOrderAndNeverCross() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            double x = 0, y = 0, bearing = 0;
            var points = new List<(double, double)> { (0, 0) };
            for (var i = 2 + random.Next(10); i > 0; i--)
            {
                bearing = Math.Clamp(bearing + (random.NextDouble() - 0.5), -1.2, 1.2);
                var length = 3 + 50 * random.NextDouble();
                points.Add((x += length * Math.Cos(bearing), y += length * Math.Sin(bearing)));
            }

            var line = Correct([.. points], 30 * random.NextDouble() - 15);

            Assert.Equal(2, line.Intersect([TestRoads.At(0, 0), TestRoads.At(x, y)], ByNearness.Instance).Count());
            AssertNoLoop(Plane(line));
        }));

    private static List<GeoPoint> Correct((double East, double North)[] points, double rightM)
    {
        ImmutableArray<GeoPoint> line = [.. points.Select(point => TestRoads.At(point.East, point.North))];
        var segment = TestRoads.Segment(1, 0, 100) with { Line = line, LengthM = Sphere.LengthM(line.AsSpan()) };
        return CorrectedLine.Of(new SegmentLine(segment), rightM);
    }

    private static List<PlanarPoint> Plane(IEnumerable<GeoPoint> line) => [.. line.Select(s_plane.ToPlane)];

    private static void AssertNoLoop(List<PlanarPoint> line)
    {
        for (var i = 1; i < line.Count; i++)
            for (var j = i + 2; j < line.Count; j++)
                Assert.False(Cross(line[i - 1], line[i], line[j - 1], line[j]), $"pieces {i} and {j} cross");
    }

    private static bool Cross(PlanarPoint a, PlanarPoint b, PlanarPoint c, PlanarPoint d) =>
        Side(a, b, c) * Side(a, b, d) < 0 && Side(c, d, a) * Side(c, d, b) < 0;

    private static double Side(PlanarPoint a, PlanarPoint b, PlanarPoint c) => (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);

    private static bool Near((double, double) a, (double, double) b) =>
        Math.Abs(a.Item1 - b.Item1) < 0.12 && Math.Abs(a.Item2 - b.Item2) < 0.12;

    private sealed class ByNearness : IEqualityComparer<GeoPoint>
    {
        public static readonly ByNearness Instance = new();

        public bool Equals(GeoPoint x, GeoPoint y) => Sphere.DistanceM(x, y) < 0.2;

        public int GetHashCode(GeoPoint obj) => 0;
    }
}
