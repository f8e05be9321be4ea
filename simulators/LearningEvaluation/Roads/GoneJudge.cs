using Telemetry.Contracts.Identity;
using Telemetry.FleetSimulator.World;
using Telemetry.FleetSimulator.World.Schedule;
using Telemetry.LearningEvaluation.Worlds;
using Telemetry.MapFusion.Facts;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.LearningEvaluation.Roads;

/// <summary>
/// Holds closures against roads that go. Roads that the perturbation takes from the truth exist at first, and the base map has them. Vehicles
/// drive the world as often, and over as many days, as in the other studies; then those roads close, all at once, and vehicles drive on as often for twice
/// as many days. What is published at the end is judged: a road that went counts where it had at least <see cref="FewestPasses"/> complete passes before, both
/// directions together. Left out are closures of roads that went after fewer passes, and of roads that stayed but that nobody can drive through any
/// more, because they led to one that went and nowhere else (<see cref="CutOffRoads"/>): on the road they are one with it, cut by the map alone.
/// Every other closure is wrong.
/// </summary>
public static class GoneJudge
{
    /// <summary>Passes before from which a road counts.</summary>
    public const int FewestPasses = 10;

    // The time before roads go, and since.
    private const int Times = 3;

    /// <summary>Runs a world three times as long, in which roads go after the first third, and judges it.</summary>
    /// <param name="source">The map.</param>
    /// <param name="options">How to drive and learn, before and since.</param>
    /// <param name="seed">Every chance: world, choice of the roads, drives and sensors.</param>
    /// <param name="progress">Told the share done, 0 to 1; null for nobody.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static GoneTally Run(
        ImportedRoads source, LearningOptions options, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var gone = SimulatedWorld.Create(source, options.Perturbation, seed).Differences
            .Where(difference => difference.Kind == DifferenceKind.Gone).Select(difference => difference.Segment).ToHashSet();
        var closing = options.StartUtc + options.Spread;
        var world = new LearningWorld(SimulatedWorld.Create(source, options.Perturbation with { Gone = 0 }, seed)
            .With(WorldSchedule.Of(gone.Select(road => new WorldChange(closing, road, WorldChangeKind.Close)))));
        var longer = options with { Passes = Times * options.Passes, Spread = Times * options.Spread, WithTrueMatch = false };
        return Judge(LearningRun.Execute(world, longer, seed, progress, cancellationToken), gone);
    }

    private static GoneTally Judge(LearningRun run, HashSet<SegmentId> gone)
    {
        var platform = run.Platform;
        var closed = platform.Cells().SelectMany(platform.FactsOf)
            .Where(feature => feature.Collection == MapCollection.Closures).Select(feature => feature.Id).ToHashSet();
        return Judge(
            run.World, run.Seed, gone, closed, run.Passes.OnSegment, road => run.World.MappedSegment(road) is >= 0 and var mapped
                ? platform.ClosureOf(mapped).ToString() : "");
    }

    /// <summary>Judges what is published.</summary>
    /// <param name="world">The world.</param>
    /// <param name="seed">Names the run.</param>
    /// <param name="gone">Roads that went.</param>
    /// <param name="closed">Ids of the roads published as closed.</param>
    /// <param name="passesOf">Complete passes over a true segment; of a road that went, before it did.</param>
    /// <param name="verdictOf">What the platform found of a true segment.</param>
    internal static GoneTally Judge(
        LearningWorld world, ulong seed, HashSet<SegmentId> gone, HashSet<string> closed, Func<int, int> passesOf, Func<int, string> verdictOf)
    {
        var truth = world.Truth;
        var cutOff = CutOffRoads.Of(truth, [.. Enumerable.Range(0, truth.SegmentCount).Where(road => gone.Contains(truth.Segment(road).Id))]);
        var roads = new List<GoneRoad>();
        for (var road = 0; road < truth.SegmentCount; road++)
        {
            var id = truth.Segment(road).Id;
            if (!gone.Contains(id) && !closed.Contains(id.ToString()))
                continue;
            roads.Add(new GoneRoad(
                seed, id, truth.LengthM(road), passesOf(road), gone.Contains(id), cutOff.Contains(road), closed.Contains(id.ToString()))
            {
                At = truth.PointAt(road, truth.LengthM(road) / 2), Verdict = verdictOf(road),
            });
        }

        return new GoneTally(roads, world.BaseMap.SegmentCount);
    }
}
