namespace Telemetry.FleetSimulator.Statistics;

/// <summary>
/// What was measured on real floating-car data: car tracks of Hof, Germany, 2018 to 2019 (figshare 19785835), against the
/// hand-corrected routes. <c>docs/simulator.md</c> says how.
/// </summary>
internal static class PublishedErrors
{
    /// <summary>Metres to the right of the middle of the road, in right-hand traffic.</summary>
    public const double RightM = 1.9;

    /// <summary>Standard deviation of the lateral offset within a drive.</summary>
    public const double LateralWithinDriveM = 3.8;

    /// <summary>The usual times between fixes, as often as they occur in the traces: median 5 s.</summary>
    public static IReadOnlyList<TimeSpan> Gaps { get; } =
        [.. ((int[])[1, 5, 3, 15, 5, 2, 4, 6, 5, 3, 15, 1, 5, 6, 4, 2, 5, 3, 15, 5]).Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>Metres from the route, in the order of <see cref="ErrorStatistics.Percents"/>.</summary>
    public static IReadOnlyList<double> DistancesM { get; } = [3.4, 5.2, 11.2, 15.8, 36];

    /// <summary>Correlations of the lateral offset, in the order of <see cref="LagRange.Measured"/>.</summary>
    public static IReadOnlyList<double> Correlations { get; } = [0.89, 0.79, 0.63];
}
