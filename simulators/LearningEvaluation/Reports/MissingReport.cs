using System.Globalization;
using Telemetry.LearningEvaluation.Roads;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>
/// How well roads that the base map lacks are found, in samples as <see cref="MissingJudge"/> counts them. Shares are 0 to 1, and 1 where there
/// is nothing to judge.
/// </summary>
/// <param name="Precision">Right samples of candidates over right and wrong ones.</param>
/// <param name="Recall">Samples of removed roads found over those that count.</param>
/// <param name="FScore">Their harmonic mean.</param>
/// <param name="Roads">Removed roads with samples that count.</param>
/// <param name="Samples">Samples of removed roads that count.</param>
/// <param name="Candidates">Candidate roads published.</param>
/// <param name="RightSamples">Samples of candidates on roads that count.</param>
/// <param name="WrongSamples">Samples of candidates on no removed road.</param>
/// <param name="LeftOutSamples">Samples of candidates on removed roads that do not count: too few passes, or beside a kept road.</param>
/// <param name="WholeRoads">Share of the removed roads that count of which at least 80 % of the samples are found.</param>
/// <param name="RecallByPasses">Recall by how often the road was passed, from 1 pass on.</param>
public sealed record MissingReport(
    double Precision, double Recall, double FScore, int Roads, int Samples, int Candidates, int RightSamples, int WrongSamples,
    int LeftOutSamples, double WholeRoads, IReadOnlyList<RecallAtPasses> RecallByPasses)
{
    /// <summary>In a line.</summary>
    public string InWords() => string.Create(
        CultureInfo.InvariantCulture,
        $"missing roads: precision {Precision:F3}, recall {Recall:F3}, F {FScore:F3}, {Roads} roads, {Candidates} candidates");

    private const double Whole = 0.8;
    private static readonly int[] s_passes = [1, 3, 5, 10, 20, 50];

    /// <summary>The report of a tally.</summary>
    public static MissingReport Of(MissingTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        var counted = tally.Removed.Where(road => road.Passes >= MissingJudge.FewestPasses).ToList();
        int right = tally.Candidates.Sum(road => road.Right), wrong = tally.Candidates.Sum(road => road.Wrong);
        var precision = Share(right, right + wrong);
        var recall = Share(counted.Sum(road => road.Found), counted.Sum(road => road.Samples));
        return new MissingReport(
            precision, recall, precision + recall > 0 ? Math.Round(2 * precision * recall / (precision + recall), 6) : 0, counted.Count,
            counted.Sum(road => road.Samples), tally.Candidates.Count, right, wrong, tally.Candidates.Sum(road => road.LeftOut),
            Share(counted.Count(road => road.Found >= Whole * road.Samples), counted.Count), [.. ByPasses(tally)]);
    }

    private static IEnumerable<RecallAtPasses> ByPasses(MissingTally tally)
    {
        for (var i = 0; i < s_passes.Length; i++)
        {
            var to = i + 1 < s_passes.Length ? s_passes[i + 1] : int.MaxValue;
            var roads = tally.Removed.Where(road => road.Passes >= s_passes[i] && road.Passes < to).ToList();
            yield return new RecallAtPasses(
                s_passes[i], roads.Count, roads.Sum(road => road.Samples), Share(roads.Sum(road => road.Found), roads.Sum(road => road.Samples)));
        }
    }

    private static double Share(int part, int whole) => whole > 0 ? Math.Round(part / (double)whole, 6) : 1;
}
