using Telemetry.Contracts.Geography;
using Telemetry.FleetSimulator.Statistics;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.FleetSimulator.Tests.Statistics;

public sealed class RouteOffsetsTests
{
    private static readonly LocalProjection Plane = new(GeoPoint.FromDegrees(10, 50));

    [Fact]
    public void Measure_ThereAndBack_TakesTheSideOfTheWayDriven()
    {
        // North for 300 m and back on the same line: 3 m to the right on both ways.
        GeoPoint[] route = [At(0, 0), At(0, 300), At(0, 0)];
        var there = RouteOffsets.Measure([Fix(0, 3, 50), Fix(1, 3, 100), Fix(2, 3, 150)], [route]);
        var back = RouteOffsets.Measure([Fix(3, -3, 150), Fix(4, -3, 100), Fix(5, -3, 50)], [route]);
        Assert.All(there.Concat(back), offset => Assert.Equal(3, offset.LateralM, 0.05));
        Assert.All(there.Concat(back), offset => Assert.Equal(3, offset.DistanceM, 0.05));
    }

    [Fact]
    public void Measure_StandingOrFarOut_HasADistanceButNoSide()
    {
        GeoPoint[] route = [At(0, 0), At(0, 300)];
        var standing = RouteOffsets.Measure([Fix(0, 2, 100), Fix(1, 2, 101), Fix(2, 2, 102)], [route]);
        Assert.All(standing, offset => Assert.True(double.IsNaN(offset.LateralM)));
        Assert.All(standing, offset => Assert.Equal(2, offset.DistanceM, 0.05));
        var far = RouteOffsets.Measure([Fix(0, 50, 100), Fix(1, 50, 150)], [route]);
        Assert.All(far, offset => Assert.True(double.IsNaN(offset.LateralM)));
        Assert.All(far, offset => Assert.Equal(50, offset.DistanceM, 0.1));
    }

    [Fact]
    public void Measure_RouteWithoutLength_Throws() =>
        Assert.Throws<ArgumentException>(() => RouteOffsets.Measure([Fix(0, 0, 0)], [[At(0, 0)]]));

    private static GeoPoint At(double x, double y) => Plane.ToGeo(new PlanarPoint(x, y));

    private static Fix Fix(int second, double x, double y) => new(second * 1000, At(x, y), float.NaN, float.NaN, float.NaN);
}
