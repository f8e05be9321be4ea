using Telemetry.Contracts.V1;

namespace Telemetry.Contracts.Client;

/// <summary>
/// Metres driven along a drive, from the speeds of its frames: positions would add noise up, also for a parked car.
/// Errs to too short, so that nothing is released too early.
/// </summary>
internal sealed class Odometer(double standingBelowMps)
{
    // Across a longer gap the speeds at both ends say little: the straight line then bounds what may have been driven.
    private const double LongestIntegratedS = 2;
    private const double MetresPerDegree = 111_194.93;

    private Frame? _last;

    /// <summary>Metres driven up to the last frame.</summary>
    public double DrivenM { get; private set; }

    /// <summary>Moves on to a frame that is later than the one before.</summary>
    public void MoveTo(Frame frame)
    {
        if (_last is { } last)
            DrivenM += StepM(last, frame);
        _last = frame;
    }

    private double StepM(Frame from, Frame to)
    {
        var seconds = (to.TimestampUtcMs - from.TimestampUtcMs) / 1000.0;
        var integrated = (Moving(from.SpeedMps) + Moving(to.SpeedMps)) / 2 * seconds;
        return seconds <= LongestIntegratedS ? integrated : Math.Min(integrated, StraightM(from, to));
    }

    // Speeds that are no numbers count as standing.
    private double Moving(float speedMps) => speedMps >= standingBelowMps && float.IsFinite(speedMps) ? speedMps : 0;

    private static double StraightM(Frame from, Frame to)
    {
        var dLat = to.LatitudeDeg - from.LatitudeDeg;
        var dLon = Math.IEEERemainder(to.LongitudeDeg - from.LongitudeDeg, 360)
            * Math.Cos((from.LatitudeDeg + to.LatitudeDeg) / 2 * Math.PI / 180);
        var metres = Math.Sqrt(dLat * dLat + dLon * dLon) * MetresPerDegree;
        return double.IsFinite(metres) ? metres : 0;
    }
}
