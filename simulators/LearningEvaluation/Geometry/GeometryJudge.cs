using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.FleetSimulator.World;
using Telemetry.LearningEvaluation.Platform;
using Telemetry.LearningEvaluation.Worlds;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.LearningEvaluation.Geometry;

/// <summary>
/// Judges the lines in effect against the true ones, on every segment that both truth and base map have. Nothing is left out and nothing
/// forgiven: where no line is published, the base line counts.
/// </summary>
public static class GeometryJudge
{
    private const double EndM = 20;

    /// <summary>Judges a run, in the order of the true segments.</summary>
    public static IReadOnlyList<LineVerdict> Judge(LearningRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Judge(run.World, run.Passes, run.Platform, run.TrueMatched, run.Seed);
    }

    /// <summary>Judges what is published.</summary>
    /// <param name="world">The world.</param>
    /// <param name="passes">What was truly driven.</param>
    /// <param name="platform">What is judged.</param>
    /// <param name="trueMatched">The same drives with perfect matching; null where they were not learned.</param>
    /// <param name="seed">Names the run.</param>
    public static IReadOnlyList<LineVerdict> Judge(
        LearningWorld world, PassLog passes, LearningPlatform platform, LearningPlatform? trueMatched, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(passes);
        ArgumentNullException.ThrowIfNull(platform);
        var shifts = world.Simulated.Differences.Where(difference => difference.Kind == DifferenceKind.Shifted)
            .ToDictionary(difference => difference.Segment, difference => difference.ShiftM);
        return [.. Enumerable.Range(0, world.Truth.SegmentCount).Where(segment => world.MappedSegment(segment) >= 0)
            .Select(segment => Judge(world, passes, platform, trueMatched, shifts, segment, seed))];
    }

    private static LineVerdict Judge(
        LearningWorld world, PassLog passes, LearningPlatform platform, LearningPlatform? trueMatched,
        Dictionary<SegmentId, double> shifts, int segment, ulong seed)
    {
        var (road, mapped) = (world.Truth.Segment(segment), world.MappedSegment(segment));
        var isShifted = shifts.TryGetValue(road.Id, out var shiftM);
        var known = PublishedLine.Of(platform, mapped);
        var baseLine = world.BaseMap.Segment(mapped).Line;
        var samples = LineDistance.Of(road.Line, known?.Line ?? baseLine);
        var inner = samples.Where(sample => sample.AlongM >= EndM && sample.AlongM <= road.LengthM - EndM).ToList();
        return new LineVerdict
        {
            Seed = seed, Segment = road.Id, IsShifted = isShifted, ShiftM = shiftM, LengthM = road.LengthM,
            IsOneWay = !(road.ForwardAllowed && road.BackwardAllowed),
            Lanes = Math.Max(LanesOf(road, TravelDirection.Forward), LanesOf(road, TravelDirection.Backward)),
            Vehicles = Directions(segment).Where(world.Truth.IsAllowed).Min(edge => passes.Vehicles(edge).Count),
            IsPublished = known is not null, StandardErrorM = known?.StandardErrorM ?? double.NaN,
            ErrorM = Mean(samples), InnerErrorM = Mean(inner.Count == 0 ? samples : inner), BaseErrorM = Mean(LineDistance.Of(road.Line, baseLine)),
            TrueMatchErrorM = trueMatched is null ? double.NaN
                : Mean(LineDistance.Of(road.Line, PublishedLine.Of(trueMatched, mapped)?.Line ?? baseLine)),
        };
    }

    private static int[] Directions(int segment) => [2 * segment, 2 * segment + 1];

    private static int LanesOf(RoadSegment road, TravelDirection direction) =>
        road.Allows(direction) ? (direction == TravelDirection.Forward ? road.LanesForward : road.LanesBackward) ?? 1 : 1;

    private static double Mean(IEnumerable<(double AlongM, double DistanceM)> samples) => samples.Average(sample => sample.DistanceM);
}
