using System.Globalization;
using Telemetry.LearningEvaluation.Roads;

namespace Telemetry.LearningEvaluation.Reports;

/// <summary>
/// How well roads that are gone are found, as <see cref="GoneJudge"/> counts them. Shares are 0 to 1, and 1 where there is nothing to judge.
/// </summary>
/// <param name="Precision">Closures of roads that count over those and the false ones.</param>
/// <param name="Recall">Closures of roads that count over roads that count.</param>
/// <param name="Roads">Roads that went and count.</param>
/// <param name="Found">Those of them with a closure.</param>
/// <param name="FalseClosures">Closures of roads that are still there.</param>
/// <param name="LeftOut">Closures of roads that went after too few passes to count.</param>
/// <param name="CutOff">Closures of roads that are still there but lead nowhere any more.</param>
/// <param name="AllRoads">Roads of the base map.</param>
/// <param name="PrecisionOfSegments">The precision where closures of roads that lead nowhere any more are taken for wrong, too.</param>
public sealed record GoneReport(
    double Precision, double Recall, int Roads, int Found, int FalseClosures, int LeftOut, int CutOff, int AllRoads, double PrecisionOfSegments)
{
    /// <summary>In a line.</summary>
    public string InWords() => string.Create(
        CultureInfo.InvariantCulture,
        $"roads gone: precision {Precision:F3}, recall {Recall:F3}, {Found} of {Roads} found; {FalseClosures} closures of open roads, " +
        $"{CutOff} of roads that the gone ones cut off");

    /// <summary>The report of a tally.</summary>
    public static GoneReport Of(GoneTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        var counted = tally.Roads.Where(road => road.IsGone && road.Passes >= GoneJudge.FewestPasses).ToList();
        var closed = tally.Roads.Where(road => road.IsClosed).ToList();
        var cutOff = closed.Count(road => !road.IsGone && road.IsCutOff);
        var (found, wrong) = (counted.Count(road => road.IsClosed), closed.Count(road => !road.IsGone && !road.IsCutOff));
        return new GoneReport(
            Share(found, found + wrong), Share(found, counted.Count), counted.Count, found, wrong,
            closed.Count(road => road.IsGone) - found, cutOff, tally.All, Share(found, found + wrong + cutOff));
    }

    private static double Share(int part, int whole) => whole > 0 ? Math.Round(part / (double)whole, 6) : 1;
}
