using Telemetry.MapFusion.Facts;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.LearningEvaluation.Change;

/// <summary>Runs a change study for each of some seeds.</summary>
public static class ChangeStudies
{
    /// <summary>One seed after the other, each on as many threads as there are processors. Every figure follows from map, options and seeds.</summary>
    /// <param name="source">The map.</param>
    /// <param name="options">How much, over all seeds together.</param>
    /// <param name="fusion">How facts are derived.</param>
    /// <param name="seeds">At least one.</param>
    /// <param name="progress">Told the share done, 0 to 1; null for nobody.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <returns>The outcomes of all seeds together.</returns>
    public static ChangeOutcome Run(
        ImportedRoads source, ChangeOptions options, FusionOptions fusion, IReadOnlyList<ulong> seeds, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(seeds);
        var each = options with
        {
            Changes = (options.Changes + seeds.Count - 1) / seeds.Count,
            Watched = (options.Watched + seeds.Count - 1) / seeds.Count,
        };
        var outcomes = new List<ChangeOutcome>();
        foreach (var seed in seeds)
        {
            var done = outcomes.Count;
            outcomes.Add(new ChangeStudy(source, each, fusion, seed).Run(
                share => progress?.Report((done + share) / seeds.Count), cancellationToken));
        }

        return ChangeOutcome.Pool(outcomes);
    }
}
