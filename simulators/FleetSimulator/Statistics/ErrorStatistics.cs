namespace Telemetry.FleetSimulator.Statistics;

/// <summary>How positions of many drives err: how far they lie from the route, and how alike errors are that follow each other.</summary>
internal sealed class ErrorStatistics
{
    /// <summary>The percentiles that were measured on real traces.</summary>
    public static IReadOnlyList<int> Percents { get; } = [50, 68, 90, 95, 99];

    private readonly IReadOnlyList<IReadOnlyList<RouteOffset>> _drives;
    private readonly double[] _distances;

    /// <summary>Takes the offsets of drives, each in time order.</summary>
    /// <exception cref="ArgumentException">There is no offset at all.</exception>
    public ErrorStatistics(IReadOnlyList<IReadOnlyList<RouteOffset>> drives)
    {
        _drives = drives;
        _distances = [.. drives.SelectMany(drive => drive).Select(offset => offset.DistanceM).Order()];
        if (_distances.Length == 0)
            throw new ArgumentException("There are no fixes to measure.", nameof(drives));
    }

    /// <summary>Drives measured.</summary>
    public int Drives => _drives.Count;

    /// <summary>Fixes measured.</summary>
    public int Fixes => _distances.Length;

    /// <summary>Metres to the right of the route, the mean of the drives' medians; NaN where no side is known.</summary>
    public double RightM => Mean(_drives.Select(Laterals).Where(drive => drive.Length > 0).Select(drive => drive[drive.Length / 2]));

    /// <summary>Standard deviation of the lateral offset within a drive, the median of all with 6 or more; NaN where there is none.</summary>
    public double LateralWithinDriveM
    {
        get
        {
            var drives = _drives.Select(Laterals).Where(drive => drive.Length > 5).Select(Deviation).Order().ToArray();
            return drives.Length == 0 ? double.NaN : drives[drives.Length / 2];
        }
    }

    /// <summary>The distance from the route in metres that a share of the fixes, in percent from 0 to 100, does not exceed.</summary>
    public double DistanceM(double percent) =>
        _distances[Math.Clamp((int)(percent / 100 * _distances.Length), 0, _distances.Length - 1)];

    /// <summary>
    /// Pearson's correlation of the lateral offsets of all pairs of fixes of one drive so far apart in time; NaN under 3 pairs.
    /// </summary>
    public double Correlation(LagRange lag)
    {
        double n = 0, sumA = 0, sumB = 0, sumAA = 0, sumBB = 0, sumAB = 0;
        foreach (var drive in _drives)
        {
            for (var i = 0; i < drive.Count; i++)
            {
                var a = drive[i].LateralM;
                for (var j = i + 1; j < drive.Count && LagS(drive[i], drive[j]) < lag.ToS; j++)
                {
                    var b = drive[j].LateralM;
                    if (LagS(drive[i], drive[j]) is not > 0 || LagS(drive[i], drive[j]) < lag.FromS || double.IsNaN(a) || double.IsNaN(b))
                        continue;
                    (n, sumA, sumB, sumAA, sumBB, sumAB) = (n + 1, sumA + a, sumB + b, sumAA + a * a, sumBB + b * b, sumAB + a * b);
                }
            }
        }

        return n < 3 ? double.NaN : (n * sumAB - sumA * sumB) / Math.Sqrt((n * sumAA - sumA * sumA) * (n * sumBB - sumB * sumB));
    }

    private static double LagS(in RouteOffset a, in RouteOffset b) => (b.TimeMs - a.TimeMs) / 1000.0;

    private static double[] Laterals(IReadOnlyList<RouteOffset> drive) =>
        [.. drive.Select(offset => offset.LateralM).Where(lateral => !double.IsNaN(lateral)).Order()];

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();
}
