namespace Telemetry.Benchmarks;

/// <summary>What is told of several rounds.</summary>
internal static class Statistics
{
    /// <summary>The median; the mean of the two middle ones where their number is even. At least one.</summary>
    public static double Median(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
