using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.World.Conditions;
using Telemetry.FleetSimulator.World.Schedule;
using Telemetry.FleetSimulator.World.Truth;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Import;
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
    private const double DegreesPerHour = 15;

    private SimulatedWorld(
        IReadOnlyList<RoadSegment> baseMap, IReadOnlyList<RoadSegment> truth, IReadOnlyList<WorldDifference> differences,
        IReadOnlyList<InnerLimit> innerLimits, IReadOnlyList<TurnRestriction> turnRestrictions, Weather weather,
        WorldSchedule schedule)
    {
        (BaseMap, Truth, Differences, InnerLimits) = (baseMap, truth, differences, innerLimits);
        (TurnRestrictions, Weather, Schedule) = (turnRestrictions, weather, schedule);
        Limits = new TrueLimits(truth, innerLimits, schedule);
        UtcOffset = TimeSpan.FromHours(truth.Count == 0 ? 0 : Math.Round(truth[0].Line[0].LonDeg / DegreesPerHour));
    }

    /// <summary>What the platform imports, in the source's order. Roads that are gone are as the source has them.</summary>
    public IReadOnlyList<RoadSegment> BaseMap { get; }

    /// <summary>
    /// What the cars drive on, in the source's order, with the limits before anything changes; on a part of some roads another one
    /// holds (<see cref="InnerLimits"/>).
    /// </summary>
    public IReadOnlyList<RoadSegment> Truth { get; }

    /// <summary>Where the two differ, in the source's order. Roads without a tag in the source are not among them.</summary>
    public IReadOnlyList<WorldDifference> Differences { get; }

    /// <summary>True limits that begin between two junctions, in the source's order; at most one per road.</summary>
    public IReadOnlyList<InnerLimit> InnerLimits { get; }

    /// <summary>Turns that nobody makes.</summary>
    public IReadOnlyList<TurnRestriction> TurnRestrictions { get; }

    /// <summary>When the roads are wet.</summary>
    public Weather Weather { get; }

    /// <summary>What changes while vehicles drive.</summary>
    public WorldSchedule Schedule { get; }

    /// <summary>Every true limit over time.</summary>
    public TrueLimits Limits { get; }

    /// <summary>Local time, which hours on signs and the rush hours follow, against UTC: the sun's, in whole hours.</summary>
    public TimeSpan UtcOffset { get; }

    /// <summary>Makes a world of an imported map, forbidden turns included.</summary>
    /// <inheritdoc cref="Create(IReadOnlyList{RoadSegment}, WorldPerturbation, ulong, IReadOnlyList{TurnRestriction})"/>
    public static SimulatedWorld Create(ImportedRoads source, WorldPerturbation perturbation, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Create(source.Segments, perturbation, seed, source.TurnRestrictions);
    }

    /// <summary>Makes a world of a map: the same one for the same seed and segments.</summary>
    /// <param name="source">The map's roads.</param>
    /// <param name="perturbation">How the base map is to differ.</param>
    /// <param name="seed">Every chance follows from it.</param>
    /// <param name="turnRestrictions">The map's forbidden turns; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value of the perturbation is outside its range.</exception>
    public static SimulatedWorld Create(
        IReadOnlyList<RoadSegment> source, WorldPerturbation perturbation, ulong seed,
        IReadOnlyList<TurnRestriction>? turnRestrictions = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(perturbation);
        perturbation.Validate();
        var baseMap = new List<RoadSegment>(source.Count);
        var truth = new List<RoadSegment>(source.Count);
        var differences = new List<WorldDifference>();
        var innerLimits = new List<InnerLimit>();
        foreach (var segment in source)
        {
            var random = new SimulationRandom(SimulationRandom.Derive(seed, segment.Id.Value));
            var (isMissing, isGone) = Existence(segment, perturbation, seed);
            if (isMissing || isGone)
                differences.Add(new WorldDifference(
                    segment.Id, isMissing ? DifferenceKind.Missing : DifferenceKind.Gone, TravelDirection.Forward, 0));
            if (!isGone)
            {
                truth.Add(OwnLimits.WithConditional(WithEveryLimit(segment), perturbation.OwnConditional, seed));
                if (OwnLimits.Within(truth[^1], perturbation.OwnInner, seed) is { } inner)
                    innerLimits.Add(inner);
            }

            if (isGone)
                baseMap.Add(segment);
            else if (!isMissing)
                baseMap.Add(WithMistakenLine(
                    WithMistakenLimits(segment, perturbation, random, differences), perturbation, random, differences));
        }

        return new SimulatedWorld(
            [.. baseMap], [.. truth], [.. differences], [.. innerLimits], [.. turnRestrictions ?? []],
            new Weather(seed, perturbation.WetShare), WorldSchedule.None);
    }

    /// <summary>
    /// The same world with changes to come. Roads that open only then are missing in its base map; nothing else of that differs.
    /// </summary>
    /// <exception cref="ArgumentException">A change concerns a road that the world lacks.</exception>
    /// <exception cref="InvalidOperationException">The world has a schedule already.</exception>
    public SimulatedWorld With(WorldSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        if (Schedule.Changes.Count > 0)
            throw new InvalidOperationException("The world has a schedule already.");
        var known = Truth.Select(segment => segment.Id).ToHashSet();
        foreach (var change in schedule.Changes)
        {
            if (!known.Contains(change.Segment))
                throw new ArgumentException($"{change.Segment} is not a road of this world.", nameof(schedule));
        }

        var opening = schedule.ClosedAtFirst();
        var differences = Differences.Where(difference => !opening.Contains(difference.Segment)).Concat(
            Truth.Where(segment => opening.Contains(segment.Id))
                .Select(segment => new WorldDifference(segment.Id, DifferenceKind.Missing, TravelDirection.Forward, 0)));
        return new SimulatedWorld(
            [.. BaseMap.Where(segment => !opening.Contains(segment.Id))], Truth, [.. differences], InnerLimits, TurnRestrictions,
            Weather, schedule);
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
