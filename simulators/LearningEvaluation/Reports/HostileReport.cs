using Telemetry.LearningEvaluation.Hostility;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>What hostile vehicles changed about the map.</summary>
/// <param name="Attacks">Attacks tried: worlds, strategies, numbers of vehicles and times.</param>
/// <param name="Harmless">Attacks that changed nothing.</param>
/// <param name="Limits">Limits with another value, unit, kind or condition.</param>
/// <param name="Extents">Limits with another extent only.</param>
/// <param name="Appeared">Features that appeared.</param>
/// <param name="Disappeared">Features that disappeared.</param>
/// <param name="Moved">Lines that moved by more than their standard error.</param>
/// <param name="True">Of the limits that are other ones or appeared, those that truly hold: there the lie was none.</param>
public sealed record HostileReport(int Attacks, int Harmless, int Limits, int Extents, int Appeared, int Disappeared, int Moved,
    int True)
{
    /// <summary>The report of attacks.</summary>
    public static HostileReport Of(IReadOnlyList<HostileRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        int Count(MapDifferenceKind kind) => runs.Sum(run => run.Differences.Count(difference => difference.Kind == kind));
        return new HostileReport(
            runs.Count, runs.Count(run => run.Differences.Count == 0), Count(MapDifferenceKind.Limit), Count(MapDifferenceKind.Extent),
            Count(MapDifferenceKind.Appeared), Count(MapDifferenceKind.Disappeared), Count(MapDifferenceKind.Moved),
            runs.Sum(run => run.Differences.Count(difference => difference.IsTrue)));
    }
}
