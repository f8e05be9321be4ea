using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.FleetSimulator.Driving;
using Telemetry.FleetSimulator.World;
using Telemetry.FleetSimulator.World.Truth;

namespace Telemetry.FleetSimulator.Evaluation;

/// <summary>
/// Holds what the platform serves against the truth, as <see cref="LimitJudge"/> does; a road that too few vehicles passed is not
/// eligible. Safe to share.
/// </summary>
public sealed class WorldComparison
{
    /// <summary>Distinct vehicles from which a road is eligible.</summary>
    public const int EligibleVehicles = 5;

    private static readonly TravelDirection[] Directions = [TravelDirection.Forward, TravelDirection.Backward];

    private readonly List<Asked> _changed = [];

    /// <summary>Takes the truth of a world before anything changes.</summary>
    public WorldComparison(SimulatedWorld world)
        : this(world, DateTimeOffset.MinValue)
    {
    }

    /// <summary>
    /// Takes the truth of a world at a moment. Roads whose limit changes while vehicles drive count as changed, too.
    /// </summary>
    public WorldComparison(SimulatedWorld world, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(world);
        var lengths = world.Truth.ToDictionary(s => s.Id, s => s.LengthM);
        var asked = world.Differences
            .Where(d => d.Kind is DifferenceKind.Untagged or DifferenceKind.WrongLimit).Select(d => (d.Segment, d.Direction))
            .Concat(world.Schedule.Changes.SelectMany(c => Directions.Where(d => world.Limits.Changes(c.Segment, d)).Select(d => (c.Segment, d))))
            .Distinct();
        var mapped = world.BaseMap.ToDictionary(s => s.Id, s => s.LengthM);
        foreach (var (segment, direction) in asked)
        {
            // Places are held against each other on the base segment, whose line may be a little longer than the road.
            if (mapped.TryGetValue(segment, out var length) && world.Limits.At(segment, direction, at) is { Count: > 0 } limits)
                _changed.Add(new Asked(segment, direction, length, length / lengths[segment], limits));
        }
    }

    /// <summary>The score as it stands.</summary>
    /// <param name="published">Every limit in effect, learned and base; parts of one road must not overlap.</param>
    /// <param name="passes">What was truly driven.</param>
    public LimitScore Compare(IEnumerable<PublishedLimit> published, TruePasses passes)
    {
        var verdicts = Judge(published, passes);
        int Count(LimitOutcome outcome) => verdicts.Count(v => v.Outcome == outcome);
        var (right, wrong, pending) = (Count(LimitOutcome.Right), Count(LimitOutcome.Wrong), Count(LimitOutcome.Pending));
        return new LimitScore(verdicts.Count, right + wrong + pending, right, wrong, pending);
    }

    /// <summary>One verdict for each changed road and direction, in the order of the world's differences, then its schedule.</summary>
    /// <param name="published">Every limit in effect, learned and base; parts of one road must not overlap.</param>
    /// <param name="passes">What was truly driven.</param>
    public IReadOnlyList<LimitVerdict> Judge(IEnumerable<PublishedLimit> published, TruePasses passes)
    {
        ArgumentNullException.ThrowIfNull(published);
        ArgumentNullException.ThrowIfNull(passes);
        var byRoad = published.ToLookup(p => (p.Segment, p.Direction));
        var verdicts = new List<LimitVerdict>(_changed.Count);
        foreach (var asked in _changed)
            verdicts.Add(Judge(asked, passes.DistinctVehicles(asked.Segment, asked.Direction), byRoad[(asked.Segment, asked.Direction)]));
        return verdicts;
    }

    private static LimitVerdict Judge(Asked asked, int vehicles, IEnumerable<PublishedLimit> served)
    {
        var (outcome, right, wrong) = LimitJudge.Judge(
            [.. asked.Truth.Select(t => new LimitPart(t.FromM * asked.Scale, t.ToM * asked.Scale, t.Limit))], asked.LengthM, served);
        var most = asked.Truth.MaxBy(t => t.ToM - t.FromM).Limit;
        return new LimitVerdict(
            asked.Segment, asked.Direction, most, vehicles, right, wrong,
            vehicles < EligibleVehicles ? LimitOutcome.NotEligible : outcome);
    }

    private readonly record struct Asked(
        SegmentId Segment, TravelDirection Direction, double LengthM, double Scale, IReadOnlyList<TrueLimit> Truth);
}
