namespace Telemetry.LearningEvaluation.Change;

/// <summary>What a <see cref="ChangeStudy"/> found; outcomes of several seeds are pooled.</summary>
/// <param name="Changes">The changed signs.</param>
/// <param name="FalseChanges">Days on which something else was published without a cause.</param>
/// <param name="SegmentDays">Days watched, over segments and directions.</param>
public sealed record ChangeOutcome(IReadOnlyList<SignChange> Changes, IReadOnlyList<FalseChange> FalseChanges, long SegmentDays)
{
    /// <summary>Sighted passes until published right in the middle of all changes; infinite where half never were, NaN for none.</summary>
    public double MedianPasses => Quantile(0.5);

    /// <summary>The same for nine of ten.</summary>
    public double P90Passes => Quantile(0.9);

    /// <summary>Share of the days watched on which something else was published.</summary>
    public double FalsePerSegmentDay => FalseChanges.Count / (double)SegmentDays;

    /// <summary>Outcomes of other seeds with this one's.</summary>
    public static ChangeOutcome Pool(IReadOnlyList<ChangeOutcome> outcomes) => new(
        [.. outcomes.SelectMany(outcome => outcome.Changes)], [.. outcomes.SelectMany(outcome => outcome.FalseChanges)],
        outcomes.Sum(outcome => outcome.SegmentDays));

    // The smallest number of passes within which that share was published: no interpolation.
    private double Quantile(double share)
    {
        if (Changes.Count == 0)
            return double.NaN;
        var passes = Changes.Select(change => change.SightedPasses ?? double.PositiveInfinity).Order().ToArray();
        return passes[Math.Max(0, (int)Math.Ceiling(share * passes.Length) - 1)];
    }
}
