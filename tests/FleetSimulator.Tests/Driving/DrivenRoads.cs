using Telemetry.Contracts.Geography;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Sensing;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Tests.Driving;

public sealed class DrivenRoads
{
    private static readonly RoadGraph Roads = RoadGraph.Build(Simulations.World.Truth);

    [Fact]
    public void Positions_WithoutErrors_FollowAllowedDirections()
    {
        var frames = Frames(Simulations.Options() with { SensorErrors = SensorErrors.None, SignErrors = SignErrors.None });
        var near = new List<NearSegment>();
        foreach (var frame in frames)
        {
            Roads.FindNear(GeoPoint.FromDegrees(frame.LongitudeDeg, frame.LatitudeDeg), 3, near);
            // Some road within the lane's offset that may be driven the way the car heads; corners are cut a little.
            Assert.Contains(near, n =>
                IsDrivable(n, TravelDirection.Forward, frame.HeadingDeg) || IsDrivable(n, TravelDirection.Backward, frame.HeadingDeg));
        }
    }

    [Fact]
    public void Positions_OnTwoWayRoads_KeepRightOfTheMiddle()
    {
        var near = new List<NearSegment>();
        var offsets = new List<double>();
        foreach (var frame in Frames(Simulations.Options() with { SensorErrors = SensorErrors.None }))
        {
            Roads.FindNear(GeoPoint.FromDegrees(frame.LongitudeDeg, frame.LatitudeDeg), 8, near);
            if (near.Count == 1 && Roads.Segment(near[0].SegmentIndex).BackwardAllowed)
                offsets.Add(IsDrivable(near[0], TravelDirection.Forward, frame.HeadingDeg) ? near[0].LateralM : -near[0].LateralM);
        }

        Assert.True(offsets.Count > 1000);
        Assert.InRange(offsets.Average(), 1.7, 1.8);
        Assert.All(offsets, o => Assert.InRange(o, 0.9, 2.6));
    }

    [Fact]
    public void Headings_WithErrors_SpreadByFourDegrees()
    {
        var exact = Simulations.Run(Simulations.Options() with { SensorErrors = new SensorErrors { HeadingDeg = 0 } }, TimeSpan.FromMinutes(10));
        var real = Simulations.Run(Simulations.Options(), TimeSpan.FromMinutes(10));
        var differences = exact.SelectMany(m => m.Frames).Zip(real.SelectMany(m => m.Frames))
            .Where(p => p.First.SpeedMps > 0)
            .Select(p => Math.IEEERemainder(p.Second.HeadingDeg - p.First.HeadingDeg, 360)).ToList();
        Assert.InRange(Math.Sqrt(differences.Average(d => d * d)), 3.7, 4.3);
    }

    private static List<Frame> Frames(FleetOptions options) =>
        [.. Simulations.Run(options, TimeSpan.FromMinutes(10)).SelectMany(m => m.Frames.Skip(m.ContextFrames))];

    private static bool IsDrivable(NearSegment near, TravelDirection direction, double headingDeg) =>
        Roads.Segment(near.SegmentIndex).Allows(direction) &&
        Sphere.AngleBetweenDeg(Roads.BearingAt(near.SegmentIndex, near.AlongM, direction), headingDeg) < 35;
}
