using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>
/// Lets hostile vehicles loose on worlds that honest ones have learned: every strategy, by one vehicle and by as many as are one short of a fact,
/// for ten days that end with the honest drives or begin on their last day, so that the hostile word is the last. Compares everything published of
/// what they touched with and without them.
/// </summary>
public static class HostileStudy
{
    /// <summary>Runs every strategy, one world a seed, on as many threads as there are processors. The same for the same seeds.</summary>
    /// <param name="source">The map.</param>
    /// <param name="options">How much.</param>
    /// <param name="seeds">At least one.</param>
    /// <param name="progress">Told the share done, 0 to 1; null for nobody.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static IReadOnlyList<HostileRun> Run(
        ImportedRoads source, HostileOptions options, IReadOnlyList<ulong> seeds, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Run(source, options, seeds, Enum.GetValues<HostileStrategy>(), progress, cancellationToken);

    internal static IReadOnlyList<HostileRun> Run(
        ImportedRoads source, HostileOptions options, IReadOnlyList<ulong> seeds, IReadOnlyList<HostileStrategy> strategies,
        IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(seeds);
        var runs = new List<HostileRun>();
        foreach (var seed in seeds)
        {
            var honest = new HonestDrives(source, options, seed);
            var cases = (from strategy in strategies
                         from vehicles in new[] { 1, options.Fusion.MinVehicles - 1 }.Where(count => count > 0).Distinct()
                         from isAfter in new[] { false, true }
                         select (strategy, vehicles, isAfter)).ToArray();
            var found = new HostileRun[cases.Length];
            var done = 0;
            Parallel.For(
                0, cases.Length,
                new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
                i =>
                {
                    var (strategy, vehicles, isAfter) = cases[i];
                    found[i] = new HostileRun(seed, strategy, vehicles, isAfter, Attack(honest, options, seed, strategy, vehicles, isAfter));
                    progress?.Report((runs.Count / (double)cases.Length + Interlocked.Increment(ref done) / (double)cases.Length) / seeds.Count);
                });
            var margin = new HonestMargin(honest, options.Fusion);
            runs.AddRange(found.Select(run => run with
            {
                Differences = [.. run.Differences.Select(one => one with { IsAtThreshold = margin.IsAtThreshold(one) })],
            }));
        }

        return runs;
    }

    private static List<MapDifference> Attack(
        HonestDrives honest, HostileOptions options, ulong seed, HostileStrategy strategy, int vehicles, bool isAfter)
    {
        var platform = honest.Learned();
        var touched = new SortedSet<GrainId>();
        var firstDay = isAfter ? honest.EndUtc.AddDays(-1) : honest.EndUtc.AddDays(-options.HostileDays);
        for (var vehicle = 0; vehicle < vehicles; vehicle++)
            foreach (var message in new HostileVehicle(honest, options, seed).Send(strategy, firstDay, $"hostile-{vehicle}"))
                foreach (var contribution in platform.Apply(message))
                    touched.Add(contribution.Grain);

        var (without, with) = (new List<MapFeature>(), new List<MapFeature>());
        var cells = new SortedSet<CellId>();
        foreach (var grain in touched)
        {
            if (grain.Kind == GrainKind.Cell)
                cells.UnionWith(CandidateRoads.Reach(grain.Cell));
            else if (platform.BaseMap.TryFind(grain.Segment, out var segment))
            {
                cells.UnionWith(CellReach.CellsAround(platform.BaseMap.Segment(segment)));
                without.AddRange(honest.FactsOf(grain));
                with.AddRange(platform.FactsOf(segment));
            }
        }

        foreach (var cell in cells)
        {
            without.AddRange(honest.FactsOf(GrainId.Of(cell)));
            with.AddRange(platform.FactsOf(cell));
        }

        return [.. MapComparison.Compare(without, with, new TrueMap(honest.World, honest.EndUtc))];
    }
}
