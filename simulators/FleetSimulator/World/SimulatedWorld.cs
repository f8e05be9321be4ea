using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.World;

/// <summary>
/// A true world and the base map that the platform is given of it. Both hold the same segments by id, but for roads that
/// are missing in the one or gone from the other; the truth is the source map with a limit on every road (<see cref="AssumedLimits"/> where there was no tag), the base map is the source
/// map with mistakes. Only cars and the comparison may look at the truth. Immutable; safe to share.
/// </summary>
public sealed class SimulatedWorld
{
    private const double ShortestChangedM = 80;

    private SimulatedWorld(RoadSegment[] baseMap, RoadSegment[] truth, WorldDifference[] differences) =>
        (BaseMap, Truth, Differences) = (baseMap, truth, differences);

    /// <summary>What the platform imports, in the source's order. Roads that are gone are as the source has them.</summary>
    public IReadOnlyList<RoadSegment> BaseMap { get; }

    /// <summary>What the cars drive on, in the source's order.</summary>
    public IReadOnlyList<RoadSegment> Truth { get; }

    /// <summary>Where the two differ, in the source's order. Roads without a tag in the source are not among them.</summary>
    public IReadOnlyList<WorldDifference> Differences { get; }

    /// <summary>Makes a world of a map: the same one for the same seed and segments.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value of the perturbation is outside its range.</exception>
    public static SimulatedWorld Create(IReadOnlyList<RoadSegment> source, WorldPerturbation perturbation, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(perturbation);
        perturbation.Validate();
        var baseMap = new List<RoadSegment>(source.Count);
        var truth = new List<RoadSegment>(source.Count);
        var differences = new List<WorldDifference>();
        foreach (var segment in source)
        {
            var random = new SimulationRandom(SimulationRandom.Derive(seed, segment.Id.Value));
            var (isMissing, isGone) = Existence(segment, perturbation, seed);
            if (isMissing || isGone)
                differences.Add(new WorldDifference(
                    segment.Id, isMissing ? DifferenceKind.Missing : DifferenceKind.Gone, TravelDirection.Forward, 0));
            if (!isGone)
                truth.Add(WithEveryLimit(segment));
            if (isGone)
                baseMap.Add(segment);
            else if (!isMissing)
                baseMap.Add(WithMistakenLine(
                    WithMistakenLimits(segment, perturbation, random, differences), perturbation, random, differences));
        }

        return new SimulatedWorld([.. baseMap], [.. truth], [.. differences]);
    }

    // From a generator of its own: taking roads away changes nothing about the others.
    private static (bool IsMissing, bool IsGone) Existence(RoadSegment segment, WorldPerturbation perturbation, ulong seed)
    {
        if (segment.LengthM < ShortestChangedM)
            return (false, false);
        var draw = new SimulationRandom(SimulationRandom.Derive(~seed, segment.Id.Value)).NextDouble();
        return (draw < perturbation.Missing, draw >= perturbation.Missing && draw < perturbation.Missing + perturbation.Gone);
    }

    private static RoadSegment WithEveryLimit(RoadSegment segment)
    {
        var assumed = AssumedLimits.Of(segment.Class, segment.IsLink);
        return segment with
        {
            ForwardLimit = segment.ForwardLimit ?? assumed,
            BackwardLimit = segment.BackwardLimit ?? assumed,
        };
    }

    private static RoadSegment WithMistakenLimits(
        RoadSegment segment, WorldPerturbation perturbation, SimulationRandom random, List<WorldDifference> differences)
    {
        var draw = random.NextDouble();
        if (draw >= perturbation.Untagged + perturbation.WrongLimit)
            return segment;
        var kind = draw < perturbation.Untagged ? DifferenceKind.Untagged : DifferenceKind.WrongLimit;
        // One mistake for both directions where they have one limit.
        var forward = Mistaken(segment.ForwardLimit, TravelDirection.Forward);
        var backward = Mistaken(segment.BackwardLimit, TravelDirection.Backward);
        return segment with
        {
            ForwardLimit = forward,
            BackwardLimit = segment.BackwardLimit == segment.ForwardLimit ? forward : backward,
        };

        SpeedLimit? Mistaken(SpeedLimit? limit, TravelDirection direction)
        {
            if (limit is not { } known)
                return null;
            if (segment.Allows(direction))
                differences.Add(new WorldDifference(segment.Id, kind, direction, 0));
            return kind == DifferenceKind.Untagged ? null : PlausibleLimits.OtherThan(known, random);
        }
    }

    private static RoadSegment WithMistakenLine(
        RoadSegment segment, WorldPerturbation perturbation, SimulationRandom random, List<WorldDifference> differences)
    {
        if (!random.Chance(perturbation.Shifted) || segment.LengthM < ShortestChangedM)
            return segment;
        var shift = random.Between(perturbation.MinShiftM, perturbation.MaxShiftM) * (random.Chance(0.5) ? 1 : -1);
        var line = ShiftedLine.Of(segment.Line.AsSpan(), shift);
        differences.Add(new WorldDifference(segment.Id, DifferenceKind.Shifted, TravelDirection.Forward, shift));
        return segment with { Line = line, LengthM = Sphere.LengthM(line.AsSpan()) };
    }
}
