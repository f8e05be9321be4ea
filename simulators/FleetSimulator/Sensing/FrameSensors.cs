using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.FleetSimulator.Sensing;

/// <summary>What one vehicle's sensors make of where it is: frames with every optional number, each with its error.</summary>
internal sealed class FrameSensors(SensorErrors errors, double intervalS, SkyView sky, SimulationRandom random)
{
    private const double HalfLaneM = 1.75;
    private const double MetresPerLatDeg = 1e7 * Sphere.MetresPerUnit;
    private const double StandingBelowMps = 0.05;
    private static readonly TimeSpan s_wanderTime = TimeSpan.FromSeconds(10);

    private readonly PositionError _position = new(errors, intervalS, sky, random);
    private readonly ClockError _clock = new(errors, random);
    private readonly double _habitM = errors.LaneHabitM * random.NextGaussian();
    private GaussMarkov _wander = new(intervalS, s_wanderTime);
    private double _lastBearingDeg = double.NaN;
    private double _reportedHeadingDeg;

    /// <summary>A new trip begins: nothing is known of how the car turned before.</summary>
    public void Begin(long timeMs)
    {
        _lastBearingDeg = double.NaN;
        _position.Begin();
        _wander.Begin(random);
        _clock.Begin(timeMs);
    }

    /// <summary>The frame of one moment; moments are an interval apart.</summary>
    public Frame Sense(in TruePose pose, long timeMs)
    {
        _position.Next(pose.LonDeg, pose.LatDeg);
        var moves = pose.SpeedMps > StandingBelowMps;
        if (moves)
            _wander.Next(random);
        var inLaneM = _habitM + errors.LaneWanderM * _wander.Value;
        var rightM = pose.RightM + inLaneM;
        var eastM = pose.North * rightM + _position.EastM;
        var northM = -pose.East * rightM + _position.NorthM;
        var frame = new Frame
        {
            TimestampUtcMs = _clock.Read(timeMs),
            LongitudeDeg = Math.Round(pose.LonDeg + eastM / pose.MetresPerLonDeg, 7),
            LatitudeDeg = Math.Round(pose.LatDeg + northM / MetresPerLatDeg, 7),
            HorizontalAccuracyM = (float)_position.ClaimedM,
        };
        SenseMotion(frame, pose.SpeedMps, pose.BearingDeg, moves);
        frame.LaneOffsetLeftM = (float)Math.Clamp(HalfLaneM + inLaneM + errors.LaneOffsetM * random.NextGaussian(), 0, 20);
        frame.LaneOffsetRightM = (float)Math.Clamp(HalfLaneM - inLaneM + errors.LaneOffsetM * random.NextGaussian(), 0, 20);
        return frame;
    }

    private void SenseMotion(Frame frame, double speedMps, double bearingDeg, bool moves)
    {
        var isFirst = double.IsNaN(_lastBearingDeg);
        var turnedDeg = isFirst ? 0 : Math.IEEERemainder(bearingDeg - _lastBearingDeg, 360);
        _lastBearingDeg = bearingDeg;
        var yawDps = turnedDeg / intervalS;
        if (moves || isFirst)
            _reportedHeadingDeg = Sphere.Normalized(bearingDeg + errors.HeadingDeg * random.NextGaussian());
        frame.HeadingDeg = Heading(_reportedHeadingDeg);
        // Wheels that stand are known to stand.
        frame.SpeedMps = moves ? (float)Math.Max(0, speedMps + errors.SpeedMps * random.NextGaussian()) : 0;
        frame.YawRateDps = (float)Math.Clamp(yawDps + errors.YawRateDps * random.NextGaussian(), -180, 180);
        var curvature = speedMps > 1 ? yawDps * Math.PI / 180 / speedMps : 0;
        frame.Curvature1Pm = (float)Math.Clamp(curvature + errors.Curvature1pm * random.NextGaussian(), -1, 1);
    }

    // A heading just below 360 may round up to it.
    private static float Heading(double headingDeg) => (float)headingDeg is var h && h >= 360 ? 0 : h;
}
