namespace Telemetry.MapFusion.Facts.Geometry;

/// <summary>
/// The offset of a road's line from the offsets of its directions. Both err by the same amount to either side as far as cars are not where
/// they are expected beside the line: with vehicles both ways that cancels, with vehicles one way it stays in the error. Where
/// directions contradict each other the error is no less than that which chance does not explain.
/// </summary>
/// <param name="MeanM">The estimate, metres to the right in the way's order.</param>
/// <param name="ErrorM">Its standard error if all vehicles are honest.</param>
/// <param name="LowM">The least that it can be brought to by as many others as <see cref="RobustMean"/> allows for.</param>
/// <param name="HighM">The most.</param>
internal readonly record struct LineMean(double MeanM, double ErrorM, double LowM, double HighM)
{
    // Standard deviation of where a single lane's cars drive, to the right: kerbs, parked cars, narrow roads.
    private const double LaneDoubtM = 0.4;
    private const double LanePrecision = 1 / (LaneDoubtM * LaneDoubtM);

    // Disagreement within so many standard deviations is chance.
    private const double ChanceSigmas = 2;

    // By how much others may change what one direction counts against the other, as a share of their distance.
    private const double WeightSway = 0.2;

    /// <summary>The larger of the ways from the estimate to its bounds.</summary>
    public double SwayM => Math.Max(HighM - MeanM, MeanM - LowM);

    /// <param name="directions">At least one.</param>
    /// <param name="offset">Which of their offsets.</param>
    public static LineMean Of(IReadOnlyList<DirectionMean> directions, Func<DirectionMean, RobustMean> offset)
    {
        double all = 0, signed = 0, sum = 0, signedSum = 0;
        foreach (var direction in directions)
        {
            var (one, precision) = (offset(direction), Precision(direction, offset));
            all += precision;
            signed += direction.Sign * precision;
            sum += precision * one.MeanM;
            signedSum += direction.Sign * precision * one.MeanM;
        }

        // Generalised least squares for the line's offset and that of the lanes, the latter known to be near 0.
        var lanes = all + LanePrecision;
        var determinant = all * lanes - signed * signed;
        var mean = (sum * lanes - signedSum * signed) / determinant;
        double variance = 0, laneShare = 0, low = 0, high = 0, unexplained = 0, least = double.MaxValue, most = double.MinValue;
        foreach (var direction in directions)
        {
            var (one, precision) = (offset(direction), Precision(direction, offset));
            var weight = precision * (lanes - signed * direction.Sign) / determinant;
            low += weight * (weight > 0 ? one.LowM : one.HighM);
            high += weight * (weight > 0 ? one.HighM : one.LowM);
            variance += weight * weight * Variance(direction, one);
            laneShare += weight * direction.Sign;
            unexplained = Math.Max(
                unexplained, Math.Abs(one.MeanM - mean) - ChanceSigmas * Math.Sqrt(1 / precision + 1 / LanePrecision));
            (least, most) = (Math.Min(least, one.MeanM), Math.Max(most, one.MeanM));
        }

        var error = Math.Max(unexplained, Math.Sqrt(variance + laneShare * laneShare / LanePrecision));
        var sway = WeightSway * (most - least);
        return new LineMean(mean, error, low - sway, high + sway);
    }

    // A direction that others could sway is worth as little as one that errs as much.
    private static double Precision(DirectionMean direction, Func<DirectionMean, RobustMean> offset)
    {
        var one = offset(direction);
        return 1 / Math.Max(Variance(direction, one), one.SwayM * one.SwayM);
    }

    private static double Variance(DirectionMean direction, RobustMean one) =>
        one.ErrorM * one.ErrorM + direction.LaneVarianceM2;
}
