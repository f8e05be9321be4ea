using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapMatching.Tests;

public sealed class MatchReachTests
{
    [Theory]
    [InlineData(8.7, 49.4)]
    [InlineData(-70, -33)]
    [InlineData(25, 69.9)]
    public void Around_AnyFix_HoldsEverythingWithinReach(double lon, double lat)
    {
        var place = GeoPoint.FromDegrees(lon, lat);
        var box = MatchReach.Around([new Fix(0, place, 0, 0, 0)]);
        var projection = new LocalProjection(place);
        for (var bearing = 0; bearing < 360; bearing += 15)
        {
            var (sin, cos) = Math.SinCos(bearing * Math.PI / 180);
            Assert.True(box.Contains(projection.ToGeo(new PlanarPoint(sin, cos) * MatchOptions.ReachM)));
        }

        Assert.False(box.Contains(projection.ToGeo(new PlanarPoint(0, MatchOptions.ReachM * 1.01))));
    }

    [Fact]
    public void Around_AtTheEdgesOfTheWorld_StaysOnThePlanet()
    {
        Assert.Equal(
            (-1_800_000_000, 1_800_000_000, 900_000_000),
            MatchReach.Around([new Fix(0, GeoPoint.FromDegrees(180, 90), 0, 0, 0)]) is var box ? (box.WestE7, box.EastE7, box.NorthE7) : default);
        Assert.Throws<ArgumentException>(() => MatchReach.Around([]));
    }
}
