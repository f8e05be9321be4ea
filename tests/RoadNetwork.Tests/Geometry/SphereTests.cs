using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.RoadNetwork.Tests.Geometry;

public sealed class SphereTests
{
    [Fact]
    public void DistanceM_OneDegreeOfLatitude_IsTheArc() =>
        Assert.Equal(Math.PI / 180 * Sphere.EarthRadiusM, Sphere.DistanceM(At(8, 49), At(8, 50)), 6);

    [Fact]
    public void DistanceM_AcrossTheAntimeridian_TakesTheShortWay() =>
        Assert.Equal(Sphere.DistanceM(At(0, 10), At(0.2, 10)), Sphere.DistanceM(At(179.9, 10), At(-179.9, 10)), 6);

    [Theory]
    [InlineData(8.7, 49.4, 0, 1, 0)]
    [InlineData(8.7, 49.4, 1, 0, 90)]
    [InlineData(8.7, 49.4, 0, -1, 180)]
    [InlineData(8.7, 49.4, -1, 0, 270)]
    [InlineData(8.7, 0, 1, 1, 45)]
    public void BearingDeg_SmallStep_IsClockwiseFromNorth(double lon, double lat, int east, int north, double expected) =>
        Assert.Equal(expected, Sphere.BearingDeg(At(lon, lat), At(lon + east * 1e-4, lat + north * 1e-4)), 3);

    [Fact]
    public void LengthM_OfLine_IsTheSumOfItsPieces()
    {
        GeoPoint[] line = [At(8.7, 49.4), At(8.71, 49.4), At(8.71, 49.41)];
        Assert.Equal(Sphere.DistanceM(line[0], line[1]) + Sphere.DistanceM(line[1], line[2]), Sphere.LengthM(line));
        Assert.Equal(0, Sphere.LengthM(line.AsSpan(0, 1)));
    }

    [Theory]
    [InlineData(350, 10, 20)]
    [InlineData(0, 180, 180)]
    [InlineData(90, 90, 0)]
    [InlineData(-10, 370, 20)]
    public void AngleBetweenDeg_AnyTwoBearings_IsTheSmallestAngle(double a, double b, double expected) =>
        Assert.Equal(expected, Sphere.AngleBetweenDeg(a, b), 9);

    [Fact]
    public void LocalProjection_ThereAndBack_ReturnsThePoint()
    {
        var projection = new LocalProjection(At(8.7, 49.4));
        var point = At(8.7123457, 49.3987654);
        Assert.Equal(point, projection.ToGeo(projection.ToPlane(point)));
        var near = At(8.701, 49.4005);
        Assert.Equal(Sphere.DistanceM(projection.Origin, near), projection.ToPlane(near).Length, 2);
    }

    private static GeoPoint At(double lon, double lat) => GeoPoint.FromDegrees(lon, lat);
}
