namespace Telemetry.FleetSimulator.Evaluation;

/// <summary>
/// Judges what is served on one road and direction against what is true there. Right: the truth is served over at least 80 %
/// of the base segment's length. Pending: nothing was learned there, or right and wrong together cover less than 80 % of the
/// length and the wrong at most 20 %. Wrong: everything else. Pure.
/// </summary>
public static class LimitJudge
{
    private const double RightShare = 0.8;

    /// <summary>Judges.</summary>
    /// <param name="truth">The true limits; parts do not overlap.</param>
    /// <param name="lengthM">The base segment's length.</param>
    /// <param name="served">What is served on the road in that direction; parts do not overlap.</param>
    /// <returns>Right, wrong or pending, and the metres of right and wrong.</returns>
    public static (LimitOutcome Outcome, double RightM, double WrongM) Judge(
        IReadOnlyList<LimitPart> truth, double lengthM, IEnumerable<PublishedLimit> served)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(served);
        double right = 0, wrong = 0;
        var learned = false;
        foreach (var part in served)
        {
            learned |= part.IsLearned;
            double from = Math.Max(part.FromM, 0), to = Math.Min(part.ToM, lengthM);
            var agreed = truth.Where(t => t.Limit == part.Limit).Sum(t => Math.Max(0, Math.Min(to, t.ToM) - Math.Max(from, t.FromM)));
            right += agreed;
            wrong += Math.Max(0, to - from - agreed);
        }

        var outcome =
            right >= RightShare * lengthM ? LimitOutcome.Right
            : !learned || (right + wrong < RightShare * lengthM && wrong <= (1 - RightShare) * lengthM) ? LimitOutcome.Pending
            : LimitOutcome.Wrong;
        return (outcome, right, wrong);
    }
}
