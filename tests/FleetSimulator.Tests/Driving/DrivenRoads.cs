using Telemetry.Contracts.Geography;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Driving;
using Telemetry.FleetSimulator.Randomness;
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
    public void Positions_WithErrors_SpreadAsMeasuredOnRealTraces()
    {
        var real = Frames(Simulations.Options());
        var near = new List<NearSegment>();
        var distances = new List<double>();
        foreach (var frame in real)
        {
            Roads.FindNear(GeoPoint.FromDegrees(frame.LongitudeDeg, frame.LatitudeDeg), 80, near);
            distances.Add(near.Count > 0 ? near[0].DistanceM : 80);
        }

        distances.Sort();
        // Measured: median 3.4, p90 11.2 to the true route; the nearest road is nearer than the true one now and then.
        Assert.InRange(distances[distances.Count / 2], 2.4, 4);
        Assert.InRange(distances[distances.Count * 9 / 10], 5.5, 12);
        Assert.InRange(distances[distances.Count * 99 / 100], 12, 40);
    }

    [Fact]
    public void Next_LongRun_HasTheSpreadAndTheCorrelationAskedFor()
    {
        var errors = new SensorErrors();
        var error = new PositionError(errors, 1, new SimulationRandom(3));
        const int N = 200_000;
        var east = new double[N];
        for (var i = 0; i < N; i++)
        {
            error.Next();
            east[i] = error.EastM;
        }

        var quiet = new PositionError(errors with { OutlierShare = 0, WhiteM = 0 }, 1, new SimulationRandom(4));
        var drift = new double[N];
        for (var i = 0; i < N; i++)
        {
            quiet.Next();
            drift[i] = quiet.EastM;
        }

        var variance = drift.Average(e => e * e);
        Assert.InRange(Math.Sqrt(variance), 3.6, 4.0);
        Assert.InRange(Enumerable.Range(0, N - 18).Average(i => drift[i] * drift[i + 18]) / variance, 0.32, 0.42);
        Assert.InRange((double)east.Count(e => Math.Abs(e) > 14) / N, 0.008, 0.02);
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
