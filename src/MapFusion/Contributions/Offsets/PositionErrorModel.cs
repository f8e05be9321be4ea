namespace Telemetry.MapFusion.Contributions.Offsets;

/// <summary>
/// How the errors of a drive's positions hang together: per axis a lasting and a passing first-order Gauss-Markov process
/// (Brown and Hwang, <i>Introduction to Random Signals and Applied Kalman Filtering</i>, chapter 9) and a little white noise, with the
/// shares and times found on real traces of cars (docs/learning.md). Across directions of travel the same error points to another side of
/// the car: the share that two directions have in common is the cosine of the angle between them.
/// </summary>
internal static class PositionErrorModel
{
    private const double SlowShare = 0.48;
    private const double SlowS = 240;
    private const double FastShare = 0.51;
    private const double FastS = 26;
    private const double WhiteShare = 1 - SlowShare - FastShare;

    // A line of the map beside its road, in usual places: what two measurements on one segment have in common.
    private const double MapVarianceM2 = 1;

    // Where in its lane a car is, and what differs from measurement to measurement.
    private const double PlaceVarianceM2 = 0.25;

    private const double SmallestScaleM = 2.5;
    private const double LargestScaleM = 20;
    private const double UsualScaleM = 4.5;

    /// <summary>The standard deviation per axis to go by, from the radial one that the receiver claims; NaN where it claims none.</summary>
    public static double ScaleM(double accuracyM) =>
        double.IsNaN(accuracyM) ? UsualScaleM : Math.Clamp(accuracyM / Math.Sqrt(2), SmallestScaleM, LargestScaleM);

    /// <summary>The covariance of two measurements of the same message, in m².</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other; the same point for its variance.</param>
    /// <param name="displacedM2">Variance that their segment's displacement adds where both lie on the same one.</param>
    public static double Covariance(in OffsetPoint a, in OffsetPoint b, double displacedM2)
    {
        var seconds = Math.Abs(a.TimeS - b.TimeS);
        var lasting = SlowShare * Math.Exp(-seconds / SlowS) + FastShare * Math.Exp(-seconds / FastS);
        var covariance = lasting * Math.Cos(a.BearingRad - b.BearingRad) * a.ScaleM * b.ScaleM;
        if (a.Segment != b.Segment)
            return covariance;
        covariance += a.Sign * b.Sign * (MapVarianceM2 + displacedM2);
        return a.Sign == b.Sign ? covariance + a.LaneVarianceM2 : covariance;
    }

    /// <summary>What the variance of a measurement has beyond its covariance with itself, in m².</summary>
    public static double OwnVariance(in OffsetPoint point) =>
        PlaceVarianceM2 + WhiteShare * point.ScaleM * point.ScaleM / point.Fixes;

    /// <summary>The variance of a segment's displacement that <see cref="Covariance"/> holds in any case, in m².</summary>
    public static double MapM2 => MapVarianceM2;
}
