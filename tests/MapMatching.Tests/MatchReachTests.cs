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
    [InlineData(179.99, -16.5)]
    public void Cells_AnyFix_HoldEverythingWithinReach(double lon, double lat)
    {
        var place = GeoPoint.FromDegrees(lon, lat);
        // The second fix lies within the first one's stride.
        var projection = new LocalProjection(place);
        var second = projection.ToGeo(new PlanarPoint(150, 100));
        var cells = MatchReach.Cells([FixAt(place), FixAt(second)]);
        foreach (var centre in new[] { place, second })
        {
            var around = new LocalProjection(centre);
            for (var bearing = 0; bearing < 360; bearing += 5)
            {
                var (sin, cos) = Math.SinCos(bearing * Math.PI / 180);
                Assert.Contains(CellGrid.BaseMap.CellOf(around.ToGeo(new PlanarPoint(sin, cos) * MatchOptions.ReachM)), cells);
            }
        }

        Assert.Equal(cells.Order(), cells);
        Assert.InRange(cells.Count, 1, 9);
    }

    [Fact]
    public void Cells_JumpAroundTheWorld_AreFew() =>
        Assert.InRange(MatchReach.Cells([FixAt(GeoPoint.FromDegrees(-170, -60)), FixAt(GeoPoint.FromDegrees(170, 60))]).Count, 2, 18);

    [Fact]
    public void Cells_NoFixes_AreNone() => Assert.Empty(MatchReach.Cells([]));

    [Fact]
    public void Cells_AtThePole_AreFound() =>
        Assert.Contains(CellGrid.BaseMap.CellOf(GeoPoint.FromDegrees(0, 90)), MatchReach.Cells([FixAt(GeoPoint.FromDegrees(180, 90))]));

    private static Fix FixAt(GeoPoint place) => new(0, place, 0, 0, 0);
}
