namespace Telemetry.MapFusion.Facts.Geometry;

/// <summary>
/// The offset of a road's line from the offsets of its directions. Both err by the same amount to either side as far as lanes are not where
/// they are expected: with vehicles both ways that cancels, with vehicles one way it stays in the error.
/// </summary>
/// <param name="MeanM">The estimate, metres to the right in the way's order.</param>
/// <param name="ErrorM">Its standard error if all vehicles are honest.</param>
/// <param name="LowM">The least that it can be brought to by as many others as <see cref="RobustMean"/> allows for.</param>
/// <param name="HighM">The most.</param>
internal readonly record struct LineMean(double MeanM, double ErrorM, double LowM, double HighM)
{
    /// <param name="directions">At least one.</param>
    /// <param name="offset">Which of their offsets.</param>
    /// <param name="laneDoubtM">Standard deviation of where lanes are, to the right in driving direction.</param>
    public static LineMean Of(IReadOnlyList<DirectionMean> directions, Func<DirectionMean, RobustMean> offset, double laneDoubtM)
    {
        double all = 0, signed = 0;
        foreach (var direction in directions)
        {
            var precision = Precision(offset(direction));
            all += precision;
            signed += direction.Sign * precision;
        }

        // Generalised least squares for the line's offset and that of the lanes, the latter known to be near 0.
        var lanes = all + 1 / (laneDoubtM * laneDoubtM);
        var determinant = all * lanes - signed * signed;
        double mean = 0, variance = 0, laneShare = 0, low = 0, high = 0;
        foreach (var direction in directions)
        {
            var one = offset(direction);
            var weight = Precision(one) * (lanes - signed * direction.Sign) / determinant;
            mean += weight * one.MeanM;
            low += weight * (weight > 0 ? one.LowM : one.HighM);
            high += weight * (weight > 0 ? one.HighM : one.LowM);
            variance += weight * weight * one.ErrorM * one.ErrorM;
            laneShare += weight * direction.Sign;
        }

        return new LineMean(mean, Math.Sqrt(variance + laneShare * laneShare * laneDoubtM * laneDoubtM), low, high);
    }

    // A direction that others could sway is worth as little as one that errs as much.
    private static double Precision(RobustMean mean)
    {
        var error = Math.Max(mean.ErrorM, Math.Max(mean.HighM - mean.MeanM, mean.MeanM - mean.LowM));
        return 1 / (error * error);
    }
}
