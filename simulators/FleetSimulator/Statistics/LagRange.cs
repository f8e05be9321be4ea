namespace Telemetry.FleetSimulator.Statistics;

/// <summary>A range of times between two fixes of one drive.</summary>
/// <param name="FromS">Seconds from which on; above 0 in any case.</param>
/// <param name="ToS">Seconds up to which, exclusive.</param>
internal readonly record struct LagRange(double FromS, double ToS)
{
    /// <summary>The ranges that were measured on real traces.</summary>
    public static IReadOnlyList<LagRange> Measured { get; } = [new(0, 3), new(3, 6), new(6, 9)];

    /// <summary>Finer and farther ranges, for the plot.</summary>
    public static IReadOnlyList<LagRange> Curve { get; } =
        [new(0, 2), new(2, 4), new(4, 6), new(6, 8), new(8, 10), new(10, 13), new(13, 17), new(17, 23), new(23, 30), new(30, 40), new(40, 60)];

    /// <summary>Seconds in its middle.</summary>
    public double MiddleS => (FromS + ToS) / 2;
}
