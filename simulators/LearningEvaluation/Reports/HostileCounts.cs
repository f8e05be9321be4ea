using Telemetry.LearningEvaluation.Hostility;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>Changes that hostile vehicles made, over all attacks.</summary>
/// <param name="Limits">Limits with another value, unit, kind or condition.</param>
/// <param name="Extents">Limits and roads with another extent only.</param>
/// <param name="Appeared">Features that appeared.</param>
/// <param name="Disappeared">Features that disappeared.</param>
/// <param name="Moved">Lines that moved by more than their standard error.</param>
/// <param name="True">Of all these, those that are so in the world.</param>
/// <param name="FalseFeatures">Features concerned by the others, each once a world.</param>
public sealed record HostileCounts(int Limits, int Extents, int Appeared, int Disappeared, int Moved, int True, int FalseFeatures)
{
    /// <summary>Counts the differences of some kind.</summary>
    internal static HostileCounts Of(IReadOnlyList<HostileRun> runs, Func<MapDifference, bool> which)
    {
        var differences = runs.SelectMany(run => run.Differences.Where(which).Select(difference => (run.Seed, Difference: difference))).ToList();
        int Count(MapDifferenceKind kind) => differences.Count(one => one.Difference.Kind == kind);
        return new HostileCounts(
            Count(MapDifferenceKind.Limit), Count(MapDifferenceKind.Extent), Count(MapDifferenceKind.Appeared),
            Count(MapDifferenceKind.Disappeared), Count(MapDifferenceKind.Moved), differences.Count(one => one.Difference.IsTrue),
            differences.Where(one => !one.Difference.IsTrue).Select(one => (one.Seed, one.Difference.Subject)).Distinct().Count());
    }
}
