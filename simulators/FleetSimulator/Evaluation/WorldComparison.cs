using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Driving;
using Telemetry.FleetSimulator.World;

namespace Telemetry.FleetSimulator.Evaluation;

/// <summary>
/// Holds what the platform serves against the truth. Right: the true limit is served over at least 80 % of the base
/// segment's length. Pending: nothing was learned there, or right and wrong together cover less than 80 % of the length
/// and the wrong at most 20 %. Wrong: everything else. Safe to share.
/// </summary>
public sealed class WorldComparison
{
    /// <summary>Distinct vehicles from which a road is eligible.</summary>
    public const int EligibleVehicles = 5;

    private const double RightShare = 0.8;

    private readonly List<(WorldDifference Difference, SpeedLimit Truth, double LengthM)> _changed = [];

    /// <summary>Takes the truth of a world.</summary>
    public WorldComparison(SimulatedWorld world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var truth = world.Truth.ToDictionary(s => s.Id);
        var lengths = world.BaseMap.ToDictionary(s => s.Id, s => s.LengthM);
        foreach (var difference in world.Differences)
        {
            if (difference.Kind is DifferenceKind.Untagged or DifferenceKind.WrongLimit)
                _changed.Add((difference, truth[difference.Segment].LimitIn(difference.Direction)!.Value, lengths[difference.Segment]));
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

    /// <summary>One verdict for each changed road and direction, in the order of the world's differences.</summary>
    /// <param name="published">Every limit in effect, learned and base; parts of one road must not overlap.</param>
    /// <param name="passes">What was truly driven.</param>
    public IReadOnlyList<LimitVerdict> Judge(IEnumerable<PublishedLimit> published, TruePasses passes)
    {
        ArgumentNullException.ThrowIfNull(published);
        ArgumentNullException.ThrowIfNull(passes);
        var byRoad = published.ToLookup(p => (p.Segment, p.Direction));
        var verdicts = new List<LimitVerdict>(_changed.Count);
        foreach (var (difference, truth, length) in _changed)
        {
            var vehicles = passes.DistinctVehicles(difference.Segment, difference.Direction);
            verdicts.Add(Judge(difference, truth, length, vehicles, byRoad[(difference.Segment, difference.Direction)]));
        }

        return verdicts;
    }

    private static LimitVerdict Judge(
        WorldDifference difference, SpeedLimit truth, double lengthM, int vehicles, IEnumerable<PublishedLimit> served)
    {
        double right = 0, wrong = 0;
        var learned = false;
        foreach (var part in served)
        {
            learned |= part.IsLearned;
            var metres = Math.Min(part.ToM, lengthM) - Math.Max(part.FromM, 0);
            if (part.Limit == truth)
                right += metres;
            else
                wrong += metres;
        }

        var outcome =
            vehicles < EligibleVehicles ? LimitOutcome.NotEligible
            : right >= RightShare * lengthM ? LimitOutcome.Right
            : !learned || (right + wrong < RightShare * lengthM && wrong <= (1 - RightShare) * lengthM) ? LimitOutcome.Pending
            : LimitOutcome.Wrong;
        return new LimitVerdict(difference.Segment, difference.Direction, truth, vehicles, right, wrong, outcome);
    }
}
