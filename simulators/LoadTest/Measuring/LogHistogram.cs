namespace Telemetry.LoadTest.Measuring;

/// <summary>
/// How often values came, in bins that each reach 1 % further than the one before: percentiles within 1 %, in memory that does not
/// grow with the count. After HdrHistogram's idea of a bounded relative error. Not thread-safe.
/// </summary>
public sealed class LogHistogram
{
    private const double Growth = 1.01;
    private const double Least = 0.01;
    private const int Bins = 2_400;
    private static readonly double s_logGrowth = Math.Log(Growth);

    private readonly long[] _counts = new long[Bins];

    /// <summary>Values added.</summary>
    public long Count { get; private set; }

    /// <summary>The greatest value added; 0 where there is none.</summary>
    public double Max { get; private set; }

    /// <summary>Adds a value; those below 0.01 count as 0.01, those beyond about 2e8 as that.</summary>
    public void Add(double value)
    {
        _counts[Math.Clamp((int)Math.Ceiling(Math.Log(Math.Max(value, Least) / Least) / s_logGrowth), 0, Bins - 1)]++;
        Count++;
        Max = Math.Max(Max, value);
    }

    /// <summary>
    /// The value that a share of all values does not exceed (nearest rank, the bin's upper end, never above the greatest); null where
    /// there is none.
    /// </summary>
    /// <param name="share">Above 0, at most 1.</param>
    public double? Percentile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        if (Count == 0)
            return null;
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var bin = 0;
        for (var seen = _counts[0]; seen < rank; seen += _counts[bin])
            bin++;
        return Math.Min(Max, Least * Math.Pow(Growth, bin));
    }

    /// <summary>Forgets all values.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        (Count, Max) = (0, 0);
    }
}
