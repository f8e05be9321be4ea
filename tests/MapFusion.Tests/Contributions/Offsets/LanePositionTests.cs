using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions.Offsets;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Contributions.Offsets;

public sealed class LanePositionTests
{
    private static readonly RoadSegment s_twoWay = TestRoads.Segment(1, 0, 200);
    private static readonly RoadSegment s_oneWay = TestRoads.Segment(1, 0, 200, oneWay: true);

    [Theory]
    [InlineData(null, 1.75)]
    [InlineData("DE", 1.75)]
    [InlineData("BE-VLG", 1.75)]
    [InlineData("GB", -1.75)]
    [InlineData("JP", -1.75)]
    public void Of_TwoWayRoad_IsHalfALaneOnTheSideThatTheCountryDrivesOn(string? country, double rightM)
    {
        var lane = LanePosition.Of(s_twoWay with { Country = country }, TravelDirection.Backward);

        Assert.Equal((rightM, 0, 1), (lane.RightM, lane.VarianceM2, lane.Lanes));
    }

    [Fact]
    public void Of_OneWayRoadWithOneLane_IsItsLine() =>
        Assert.Equal(0, LanePosition.Of(s_oneWay, TravelDirection.Forward).RightM);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Of_OneWayRoadWithLanes_LeansToTheKerbWithinTheRoad(byte lanes)
    {
        var lane = LanePosition.Of(s_oneWay with { LanesForward = lanes }, TravelDirection.Forward);
        var mirrored = LanePosition.Of(s_oneWay with { LanesForward = lanes, Country = "AU" }, TravelDirection.Forward);

        Assert.InRange(lane.RightM, 0.1, (lanes - 1) * 1.75);
        Assert.True(lane.VarianceM2 > 1);
        Assert.Equal(-lane.RightM, mirrored.RightM);
    }
}
