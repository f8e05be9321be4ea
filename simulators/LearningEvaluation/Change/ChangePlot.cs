using Telemetry.Evaluation.Plots;

namespace Telemetry.LearningEvaluation.Change;

/// <summary>Draws the share of changed signs that are published right against the cars that read them since. Pure.</summary>
internal static class ChangePlot
{
    private const int MostPasses = 40;
    private static readonly PlotAxis s_passes = new(0, MostPasses, 5, "sighted passes");
    private static readonly PlotAxis s_percent = new(0, 100, 20, "%");

    /// <summary>The image.</summary>
    public static string Draw(ChangeOutcome outcome) => SvgPlot.Draw(
        new PlotPanel("changed signs published right", s_passes, s_percent,
        [
            new PlotSeries("targets", PlotSeries.Black, PlotMark.Dots, [(6, 50), (12, 90)]),
            Curve("all", PlotSeries.Blue, PlotMark.Line, outcome.Changes),
            Curve("tagged as before", PlotSeries.Red, PlotMark.Dashed, [.. outcome.Changes.Where(change => change.IsTagged)]),
        ]));

    private static PlotSeries Curve(string name, string colour, PlotMark mark, IReadOnlyList<SignChange> changes) => new(
        name, colour, mark,
        [.. Enumerable.Range(0, MostPasses + 1).Select(passes => (
            (double)passes, changes.Count == 0 ? 0 : 100.0 * changes.Count(change => change.SightedPasses <= passes) / changes.Count))]);
}
