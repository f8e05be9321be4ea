namespace Telemetry.Evaluation.Judging;

/// <summary>Samples of a matched and a true line, and how many of each agree with the other.</summary>
internal readonly record struct SampleCounts(long Matched, long Right, long True, long Found)
{
    /// <summary>Right among the matched, 0 where nothing is matched.</summary>
    public double Precision => Matched == 0 ? 0 : (double)Right / Matched;

    /// <summary>Found among the true, 0 where nothing is true.</summary>
    public double Recall => True == 0 ? 0 : (double)Found / True;

    /// <summary>Harmonic mean of the two, 0 where both are.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static SampleCounts operator +(SampleCounts a, SampleCounts b) =>
        new(a.Matched + b.Matched, a.Right + b.Right, a.True + b.True, a.Found + b.Found);
}
