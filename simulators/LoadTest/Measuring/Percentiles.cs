namespace Telemetry.LoadTest.Measuring;

/// <summary>How values are spread, within 1 %.</summary>
/// <param name="P50">Half of them are not above.</param>
/// <param name="P99">99 % of them are not above.</param>
/// <param name="Max">The greatest.</param>
/// <param name="Count">How many there are.</param>
public sealed record Percentiles(double P50, double P99, double Max, long Count)
{
    /// <summary>Those of a histogram, to a tenth; null where it is empty.</summary>
    public static Percentiles? Of(LogHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        return histogram.Count == 0
            ? null
            : new Percentiles(
                Rounded(histogram.Percentile(0.5)!.Value), Rounded(histogram.Percentile(0.99)!.Value), Rounded(histogram.Max), histogram.Count);
    }

    private static double Rounded(double value) => Math.Round(value, 1);
}
