using Telemetry.Evaluation.Plots;

namespace Telemetry.LearningEvaluation.Roads;

/// <summary>
/// Draws by the number of passes: on the left how much of the roads that the base map lacks is found, on the right how many of the roads that
/// are gone. Pure.
/// </summary>
internal static class RoadPlot
{
    // Numbers of passes that make one point, by the first of each.
    private static readonly int[] s_groups = [1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 100];
    private static readonly PlotAxis s_passes = new(0.9, 200, 1, "passes, both directions", IsLog: true);
    private static readonly PlotAxis s_percent = new(0, 100, 20, "%");

    /// <summary>The image.</summary>
    public static string Draw(MissingTally missing, GoneTally? gone) => SvgPlot.Draw(
        new PlotPanel("missing roads found, by length", s_passes, s_percent,
            [Curve(missing.Removed.Select(road => (road.Passes, road.Samples, road.Found)))]),
        new PlotPanel("roads that are gone found", s_passes, s_percent,
        [
            Curve((gone?.Roads ?? []).Where(road => road.IsGone).Select(road => (road.Passes, 1, road.IsClosed ? 1 : 0))),
        ]));

    private static PlotSeries Curve(IEnumerable<(int Passes, int All, int Found)> roads) => new(
        "found", PlotSeries.Blue, PlotMark.LineAndDots,
        [
            .. from road in roads
               where road.Passes > 0
               group road by Array.FindLast(s_groups, first => first <= road.Passes) into some
               orderby some.Key
               select (some.Average(road => road.Passes), 100.0 * some.Sum(road => road.Found) / some.Sum(road => road.All)),
        ]);
}
