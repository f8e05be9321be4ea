namespace Telemetry.LearningEvaluation.Calibration;

/// <summary>Published limits by confidence, and how many of them are true; of one run or of several together.</summary>
/// <param name="Levels">By kind, then confidence; only those that occur.</param>
public sealed record CalibrationTally(IReadOnlyList<ConfidenceLevel> Levels)
{
    /// <summary>Limits published at no less than a confidence, of some kinds or all.</summary>
    /// <param name="percent">The confidence in per cent.</param>
    /// <param name="kind">Who stands behind them; null for whoever.</param>
    public (int Facts, int Right) AtLeast(int percent, FactKind? kind = null)
    {
        var levels = Levels.Where(level => level.Percent >= percent && (kind is null || level.Kind == kind)).ToList();
        return (levels.Sum(level => level.Facts), levels.Sum(level => level.Right));
    }

    /// <summary>Several tallies as one.</summary>
    public static CalibrationTally Pool(IEnumerable<CalibrationTally> tallies) => Of(tallies.SelectMany(tally => tally.Levels));

    /// <summary>A tally of levels, those of one kind and confidence together.</summary>
    internal static CalibrationTally Of(IEnumerable<ConfidenceLevel> levels) => new(
        [.. levels.GroupBy(level => (level.Kind, level.Percent)).OrderBy(group => group.Key).Select(group => new ConfidenceLevel(
            group.Key.Percent, group.Key.Kind, group.Sum(level => level.Facts), group.Sum(level => level.Right)))]);
}
