using Telemetry.Contracts.Geography;
using Telemetry.FleetSimulator.World;
using Telemetry.MapFusion.Facts;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.LearningEvaluation.Roads;

/// <summary>
/// Holds candidate roads against the roads that the base map lacks, by samples every 5 m paired one to one within 10 m (Biagioni and
/// Eriksson 2012). A sample of a removed road counts where the road had at least <see cref="FewestPasses"/> complete passes, both directions
/// together, and the sample lies at least <see cref="FarM"/> from every true road that was kept. Right is a candidate's sample paired with one
/// that counts. One paired with a sample of a removed road that does not count is left out: the road is there, but whether it could be found
/// is not asked. Every other is wrong, so also those beside a right one, on a kept road, or between a road's end and where it was joined.
/// </summary>
public static class MissingJudge
{
    /// <summary>Passes from which a road counts.</summary>
    public const int FewestPasses = 5;

    /// <summary>Metres from kept roads from which a sample counts.</summary>
    public const double FarM = 15;

    /// <summary>Judges a run.</summary>
    public static MissingTally Judge(LearningRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var platform = run.Platform;
        var candidates = platform.Cells().SelectMany(platform.FactsOf)
            .Where(feature => feature.Collection == MapCollection.CandidateRoads).ToList();
        return Judge(run.World.Simulated, run.Seed, run.Passes.OnSegment, candidates);
    }

    /// <summary>Judges what is published.</summary>
    /// <param name="world">The world.</param>
    /// <param name="seed">Names the run.</param>
    /// <param name="passesOf">Complete passes over a true segment, by its index in the graph of the truth.</param>
    /// <param name="candidates">The candidate roads.</param>
    internal static MissingTally Judge(SimulatedWorld world, ulong seed, Func<int, int> passesOf, IReadOnlyList<MapFeature> candidates)
    {
        var truth = RoadGraph.Build(world.Truth, world.TurnRestrictions);
        var missing = world.Differences.Where(difference => difference.Kind == DifferenceKind.Missing)
            .Select(difference => difference.Segment).ToHashSet();
        var kept = RoadGraph.Build(world.Truth.Where(segment => !missing.Contains(segment.Id)));
        var samples = new List<(GeoPoint At, int Road, bool IsFar)>();
        var near = new List<NearSegment>();
        for (var road = 0; road < truth.SegmentCount; road++)
        {
            if (!missing.Contains(truth.Segment(road).Id))
                continue;
            foreach (var sample in LineSamples.Of(truth.Line(road)))
            {
                kept.FindNear(sample, FarM, near);
                samples.Add((sample, road, near.Count == 0));
            }
        }

        var found = candidates
            .SelectMany((candidate, i) => LineSamples.Of(candidate.Line.AsSpan()).Select(at => (At: at, Candidate: i))).ToList();
        var partners = SamplePairs.Of([.. samples.Select(sample => sample.At)], [.. found.Select(sample => sample.At)]);
        var isFound = partners.Where(partner => partner >= 0).ToHashSet();
        bool Counts(int sample) => samples[sample].IsFar && passesOf(samples[sample].Road) >= FewestPasses;
        return new MissingTally(
            [
                .. samples.Select((sample, i) => (sample.Road, sample.IsFar, Index: i)).Where(sample => sample.IsFar)
                    .GroupBy(sample => sample.Road)
                    .Select(road => new RemovedRoad(
                        seed, truth.Segment(road.Key).Id, truth.LengthM(road.Key), passesOf(road.Key), road.Count(),
                        road.Count(sample => isFound.Contains(sample.Index)))
                    {
                        At = truth.PointAt(road.Key, truth.LengthM(road.Key) / 2),
                    }),
            ],
            [
                .. found.Select((sample, i) => (sample.Candidate, Partner: partners[i])).GroupBy(sample => sample.Candidate)
                    .Select(group => new FoundRoad(
                        seed, candidates[group.Key].Id, candidates[group.Key].Line[0], candidates[group.Key].Line[^1],
                        group.Count(sample => sample.Partner >= 0 && Counts(sample.Partner)),
                        group.Count(sample => sample.Partner >= 0 && !Counts(sample.Partner)),
                        group.Count(sample => sample.Partner < 0))),
            ]);
    }
}
