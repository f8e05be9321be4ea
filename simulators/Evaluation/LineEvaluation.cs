using Telemetry.Contracts.Geography;
using Telemetry.Evaluation.Judging;

namespace Telemetry.Evaluation;

/// <summary>Judges matched lines of any matcher as <see cref="MatchEvaluation"/> judges ours. Pure.</summary>
public static class LineEvaluation
{
    /// <summary>Compares drives, all lengths together.</summary>
    /// <param name="drives">Matched and true lines of each drive, in the direction of travel.</param>
    public static LineScore Judge(IEnumerable<(IReadOnlyList<GeoPoint[]> Matched, IReadOnlyList<GeoPoint[]> Truth)> drives)
    {
        var sum = default(SampleCounts);
        foreach (var (matched, truth) in drives)
            sum += LineJudge.Compare(matched, truth);
        return new LineScore(sum.F1, sum.Precision, sum.Recall);
    }
}
