using FsCheck;
using FsCheck.Fluent;
using NetTopologySuite.Geometries;
using Telemetry.Contracts.Geography;
using Telemetry.MapStore.Published;

namespace Telemetry.MapStore.Tests.Published;

public sealed class LineGeometryTests
{
    [Fact]
    public void Meets_SmallCoordinates_AgreesWithNetTopologySuite()
    {
        var points = ArbMap.Default.ArbFor<int[]>().Filter(values => values.Length >= 8);
        Prop.ForAll(points, values =>
        {
            // Few distinct values, so that lines touch edges and corners often.
            var at = values.Select(value => Math.Abs(value % 6)).ToArray();
            var line = Enumerable.Range(0, (at.Length - 4) / 2).Select(i => new GeoPoint(at[2 * i], at[2 * i + 1])).ToArray();
            var box = GeoBox.Around([new GeoPoint(at[^4], at[^3]), new GeoPoint(at[^2], at[^1])]);
            return LineGeometry.Meets(line, box) == Reference(line, box);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Meets_LineAcrossTheGlobe_DoesNotOverflow()
    {
        GeoPoint[] line = [new(-1_800_000_000, -900_000_000), new(1_800_000_000, 900_000_000)];
        Assert.True(LineGeometry.Meets(line, new GeoBox(-1, -1, 1, 1)));
        Assert.False(LineGeometry.Meets(line, new GeoBox(1_000_000_000, -900_000_000, 1_800_000_000, 0)));
    }

    [Theory]
    [InlineData(0.0, 0.001, 111.19)]
    [InlineData(0.0, -0.001, 111.19)]
    [InlineData(0.002, 0.0, 71.47)]
    [InlineData(0.0005, 0.0, 0)]
    [InlineData(0.0005, 0.0001, 11.12)]
    public void DistanceM_AroundALine_IsMetresOnTheGround(double lonDeg, double latDeg, double expectedM)
    {
        GeoPoint[] line = [GeoPoint.FromDegrees(8, 50), GeoPoint.FromDegrees(8.001, 50)];
        var distanceM = LineGeometry.DistanceM(line, GeoPoint.FromDegrees(8 + lonDeg, 50 + latDeg));
        Assert.Equal(expectedM, distanceM, 0.05);
    }

    [Theory]
    [InlineData(8, 50)]
    [InlineData(-179.9999, 0)]
    [InlineData(10, 89.9999)]
    [InlineData(10, -80)]
    public void BoxAround_PointsAtTheRadius_LieInIt(double lonDeg, double latDeg)
    {
        var centre = GeoPoint.FromDegrees(lonDeg, latDeg);
        var box = LineGeometry.BoxAround(centre, 1000);
        Assert.True(box.Contains(centre));
        for (var deg = 0; deg < 360; deg += 15)
        {
            var lat = latDeg + Math.Cos(deg * Math.PI / 180) * 1000 / 111_195;
            var lon = lonDeg + Math.Sin(deg * Math.PI / 180) * 1000 / 111_195 / Math.Cos(latDeg * Math.PI / 180);
            if (Math.Abs(lat) <= 90 && Math.Abs(lon) <= 180)
                Assert.True(box.Contains(GeoPoint.FromDegrees(lon, lat)), $"{deg} degrees");
        }
    }

    private static bool Reference(GeoPoint[] line, GeoBox box)
    {
        var factory = new GeometryFactory();
        var coordinates = line.Select(at => new Coordinate(at.LonE7, at.LatE7)).ToArray();
        var area = factory.ToGeometry(new Envelope(box.WestE7, box.EastE7, box.SouthE7, box.NorthE7));
        Geometry geometry = coordinates.Distinct().Count() == 1 ? factory.CreatePoint(coordinates[0]) : factory.CreateLineString(coordinates);
        return geometry.Intersects(area);
    }
}
