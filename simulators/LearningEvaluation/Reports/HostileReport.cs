using System.Globalization;
using Telemetry.LearningEvaluation.Hostility;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>What hostile vehicles changed about the map: everything, and of that what honest vehicles of their number would not have changed.</summary>
/// <param name="Attacks">Attacks tried: worlds, strategies, numbers of vehicles and times.</param>
/// <param name="Harmless">Attacks that changed nothing.</param>
/// <param name="Limits">Limits with another value, unit, kind or condition.</param>
/// <param name="Extents">Limits and roads with another extent only.</param>
/// <param name="Appeared">Features that appeared.</param>
/// <param name="Disappeared">Features that disappeared.</param>
/// <param name="Moved">Lines that moved by more than their standard error.</param>
/// <param name="True">Of all these, those that are so in the world: there the lie was none.</param>
/// <param name="HarmlessToEstablished">Attacks that changed nothing but what lies at its threshold, as <see cref="HonestMargin"/> tells.</param>
/// <param name="Established">Changes of what is established.</param>
/// <param name="AtThreshold">Changes of what lies at its threshold.</param>
public sealed record HostileReport(
    int Attacks, int Harmless, int Limits, int Extents, int Appeared, int Disappeared, int Moved, int True, int HarmlessToEstablished,
    HostileCounts Established, HostileCounts AtThreshold)
{
    /// <summary>In a line.</summary>
    public string InWords() => string.Create(
        CultureInfo.InvariantCulture,
        $"hostile vehicles: {Harmless} of {Attacks} attacks changed nothing; limits {Limits}, extents {Extents}, features that appeared " +
        $"{Appeared}, disappeared {Disappeared}, lines moved {Moved}; {True} of these are true; {HarmlessToEstablished} changed nothing " +
        $"established; false changes of {Established.FalseFeatures} established features, of {AtThreshold.FalseFeatures} at their threshold");

    /// <summary>The report of attacks.</summary>
    public static HostileReport Of(IReadOnlyList<HostileRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var all = HostileCounts.Of(runs, _ => true);
        return new HostileReport(
            runs.Count, runs.Count(run => run.Differences.Count == 0), all.Limits, all.Extents, all.Appeared, all.Disappeared, all.Moved,
            all.True, runs.Count(run => run.Differences.All(difference => difference.IsAtThreshold)),
            HostileCounts.Of(runs, difference => !difference.IsAtThreshold), HostileCounts.Of(runs, difference => difference.IsAtThreshold));
    }
}
