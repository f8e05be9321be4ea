using System.Globalization;
using System.Text.Json.Nodes;
using Telemetry.FleetSimulator;
using Telemetry.FleetSimulator.Solo;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.LearningEvaluation.Platform;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.Benchmarks.Fusing;

/// <summary>
/// Folding contributions into grains in memory, on one thread: those of simulated drives through a generated town, matched as workers do
/// it, in groups of as many as a flush of a busy grain brings. Every contribution is checked, told from repeats and put into its grain. What it
/// costs besides to seal a grain for its store and to derive its facts is told as details. Measured against the rate that a core is to reach.
/// </summary>
public static class FuseBench
{
    private const double TargetPerS = 1_000_000;
    private const int Group = 32;
    private const int Drives = 120;
    private const int Towns = 50;
    private static readonly DateTimeOffset s_start = new(2026, 3, 16, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Runs the benchmark.</summary>
    /// <param name="rounds">How often everything is folded, from 1; the median counts. One more warms up.</param>
    /// <param name="progress">Told what is done.</param>
    /// <param name="cancellationToken">Ends it between two rounds.</param>
    public static BenchReport Run(int rounds, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report("Driving and matching");
        var world = SimulatedWorld.Create(GeneratedTown.Create(1), new WorldPerturbation { Missing = 0.03 }, 1);
        var graph = RoadGraph.Build(world.BaseMap);
        var contributions = Contribute(world);
        Contribution[][] groups = [.. contributions.GroupBy(one => one.Grain).SelectMany(grain => grain.Chunk(Group))];
        var results = new List<FuseRound>();
        for (var round = 0; round <= rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = Measure(groups, contributions.Count, graph);
            progress.Report(string.Create(CultureInfo.InvariantCulture, $"{result.FoldedPerS:N0} contributions/s"));
            if (round > 0)
                results.Add(result);
        }

        return Report(contributions, groups, results);
    }

    private static List<Contribution> Contribute(SimulatedWorld world)
    {
        var platform = new LearningPlatform(world.BaseMap, FusionOptions.Default, 1);
        var drives = new SoloDrives(world, new FleetOptions { Vehicles = 1, Seed = 1, StartUtc = s_start });
        var contributions = new List<Contribution>();
        for (var i = 0; i < Drives; i++)
            if (drives.Next(s_start.AddMinutes(20 * i)) is { } drive)
                contributions.AddRange(drive.Messages.SelectMany(platform.Contribute));
        return contributions;
    }

    // Processor time of the whole process, the collector's threads included: what a core does, whatever else the machine has to do.
    private static FuseRound Measure(Contribution[][] groups, int count, RoadGraph graph)
    {
        var towns = Enumerable.Range(0, Towns).Select(_ => groups.Select(group => group[0].Grain).Distinct()
            .ToDictionary(grain => grain, grain => GrainState.Open(grain, ReadOnlyMemory<byte>.Empty))).ToArray();
        GC.Collect();
        var (allocated, begun) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        foreach (var grains in towns)
            foreach (var group in groups)
                grains[group[0].Grain].Fold(group);
        var folding = Environment.CpuUsage.TotalTime - begun;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        begun = Environment.CpuUsage.TotalTime;
        foreach (var state in towns.SelectMany(grains => grains.Values))
            state.Seal("1", s_start);
        var sealing = Environment.CpuUsage.TotalTime - begun;
        begun = Environment.CpuUsage.TotalTime;
        foreach (var (grain, state) in towns[0])
            if (grain.Kind == GrainKind.Segment && graph.TryFind(grain.Segment, out var segment))
                SegmentFacts.Derive(graph.Segment(segment), state, FusionOptions.Default);
        var all = (double)Towns * count;
        return new FuseRound(
            all / folding.TotalSeconds, all / (folding + sealing).TotalSeconds, allocated / all,
            towns[0].Count / (Environment.CpuUsage.TotalTime - begun).TotalSeconds);
    }

    private static BenchReport Report(List<Contribution> contributions, Contribution[][] groups, List<FuseRound> rounds)
    {
        double Median(Func<FuseRound, double> figure)
        {
            double[] sorted = [.. rounds.Select(figure).Order()];
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }

        var perS = Median(round => round.FoldedPerS);
        return new BenchReport
        {
            Ran = string.Create(
                CultureInfo.InvariantCulture,
                $"{contributions.Count} contributions of {Drives} drives to {groups.Select(group => group[0].Grain).Distinct().Count()} grains in memory, in groups of at most {Group}, {Towns} times a round, one thread, processor time, {rounds.Count} rounds"),
            Ratio = perS / TargetPerS,
            Value = perS,
            Unit = "contributions/s",
            Against = string.Create(CultureInfo.InvariantCulture, $"{TargetPerS:F0} contributions/s on a core"),
            Details = new JsonObject
            {
                ["folded_and_sealed_per_s"] = Math.Round(Median(round => round.SealedPerS)),
                ["allocated_bytes_per_contribution"] = Math.Round(Median(round => round.AllocatedBytes), 1),
                ["payload_bytes_per_contribution"] = Math.Round(contributions.Average(one => one.Payload.Length), 1),
                ["grains_derived_per_s"] = Math.Round(Median(round => round.DerivedPerS)),
            },
        };
    }
}
