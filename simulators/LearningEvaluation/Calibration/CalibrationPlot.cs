using Telemetry.Evaluation.Plots;

namespace Telemetry.LearningEvaluation.Calibration;

/// <summary>
/// Draws how often limits are right against the confidence at which they are published, and how many there are at each. Pure.
/// </summary>
internal static class CalibrationPlot
{
    private const int BinPercent = 5;
    private const int LastBins = 95;

    private static readonly PlotAxis s_confidence = new(30, 100, 10, "confidence, %");
    private static readonly PlotAxis s_right = new(30, 100, 10, "%");
    private static readonly PlotAxis s_facts = new(1, 100_000, 1, "", IsLog: true);

    /// <summary>The image.</summary>
    public static string Draw(CalibrationTally tally) => SvgPlot.Draw(
        new PlotPanel("limits that are right", s_confidence, s_right,
        [
            new PlotSeries("as claimed", PlotSeries.Grey, PlotMark.Dashed, [(30, 30), (100, 100)]),
            Right(tally, FactKind.Learned, PlotSeries.Blue), Right(tally, FactKind.Confirmed, PlotSeries.Red),
        ]),
        new PlotPanel("limits published", s_confidence, s_facts,
        [
            Facts(tally, FactKind.Learned, PlotSeries.Blue), Facts(tally, FactKind.Confirmed, PlotSeries.Red),
        ]));

    private static PlotSeries Right(CalibrationTally tally, FactKind kind, string colour) => new(
        Name(kind), colour, PlotMark.LineAndDots,
        [.. Bins(tally, kind).Select(bin => (bin.Mean, 100.0 * bin.Right / bin.Facts))]);

    private static PlotSeries Facts(CalibrationTally tally, FactKind kind, string colour) => new(
        Name(kind), colour, PlotMark.LineAndDots, [.. Bins(tally, kind).Select(bin => (bin.Mean, (double)bin.Facts))]);

    // Bins of five per cent, and one for each per cent from 95 on.
    private static IEnumerable<(double Mean, int Facts, int Right)> Bins(CalibrationTally tally, FactKind kind) =>
        from level in tally.Levels
        where level.Kind == kind
        group level by level.Percent >= LastBins ? level.Percent : level.Percent / BinPercent * BinPercent into bin
        orderby bin.Key
        let facts = bin.Sum(level => level.Facts)
        select (bin.Sum(level => (double)level.Percent * level.Facts) / facts, facts, bin.Sum(level => level.Right));

    private static string Name(FactKind kind) => kind == FactKind.Learned ? "learned" : "confirmed";
}
