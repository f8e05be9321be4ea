using System.Globalization;
using Telemetry.LearningEvaluation.Change;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>How fast a sign that changed is followed, and how often a limit changes that did not.</summary>
/// <param name="MedianPasses">
/// Median of the sighted passes from the change until it is published right; null where half of the changes never were.
/// </param>
/// <param name="P90Passes">Their 90th percentile; null where a tenth of the changes never was.</param>
/// <param name="FalsePerSegmentDay">False changes per segment, direction and day.</param>
/// <param name="Changes">Changed signs.</param>
/// <param name="NeverPublished">Of those, the ones that were not published within the passes counted at most.</param>
/// <param name="FalseChanges">False changes.</param>
/// <param name="SegmentDays">Days watched, over segments and directions.</param>
public sealed record ChangeReport(
    double? MedianPasses, double? P90Passes, double FalsePerSegmentDay, int Changes, int NeverPublished, int FalseChanges, long SegmentDays)
{
    /// <summary>In a line.</summary>
    public string InWords() => string.Create(
        CultureInfo.InvariantCulture,
        $"changes: published after {MedianPasses:F0} sighted passes (median), {P90Passes:F0} (90 %), {NeverPublished} of {Changes} never; " +
        $"false {FalseChanges} in {SegmentDays} segment-days");

    /// <summary>The report of an outcome.</summary>
    public static ChangeReport Of(ChangeOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return new ChangeReport(
            Known(outcome.MedianPasses), Known(outcome.P90Passes), outcome.FalsePerSegmentDay, outcome.Changes.Count,
            outcome.Changes.Count(change => change.SightedPasses is null), outcome.FalseChanges.Count, outcome.SegmentDays);
    }

    private static double? Known(double passes) => double.IsFinite(passes) ? passes : null;
}
