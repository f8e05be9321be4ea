using Telemetry.LoadTest.Measuring;

namespace Telemetry.LoadTest.Reports;

/// <summary>Something that was broken on purpose, and how the platform came back.</summary>
/// <param name="AtS">Seconds from the begin of the profile.</param>
/// <param name="What">In words.</param>
/// <param name="FreshnessP99BeforeMs">The worst 99th percentile of freshness in the 15 s before; null where no fact was published.</param>
/// <param name="FreshnessP99WorstMs">The worst one until the next fault or the end.</param>
/// <param name="RecoveredAfterS">
/// Seconds until the 99th percentile of freshness stayed below 5 s; 0 where it never rose above; null where it did not come back.
/// </param>
public sealed record FaultFigures(
    double AtS, string What, double? FreshnessP99BeforeMs, double? FreshnessP99WorstMs, double? RecoveredAfterS)
{
    private const double FreshMs = 5_000;
    private const double BeforeS = 15;

    /// <summary>The faults of a log, in order.</summary>
    internal static IReadOnlyList<FaultFigures> Of(LoadLog log)
    {
        var faults = log.Events.Where(happened => happened.Kind == LoadEventKind.Fault).ToArray();
        return [.. faults.Select((fault, i) => Of(
            fault, i + 1 < faults.Length ? faults[i + 1].AtS : double.PositiveInfinity,
            [.. log.Samples.Where(sample => sample.FreshnessMs is not null)]))];
    }

    private static FaultFigures Of(LoadEvent fault, double untilS, LoadSample[] samples)
    {
        var before = samples.Where(sample => sample.AtS > fault.AtS - BeforeS && sample.AtS <= fault.AtS);
        var after = samples.Where(sample => sample.AtS > fault.AtS && sample.AtS <= untilS).ToArray();
        var lastStale = Array.FindLastIndex(after, sample => sample.FreshnessMs!.P99 >= FreshMs);
        double? recovered = lastStale < 0 ? 0 : lastStale + 1 < after.Length ? Math.Round(after[lastStale + 1].AtS - fault.AtS, 1) : null;
        return new FaultFigures(
            Math.Round(fault.AtS, 1), fault.What, before.Max(sample => sample.FreshnessMs?.P99), after.Max(sample => sample.FreshnessMs?.P99),
            after.Length == 0 ? null : recovered);
    }
}
