using Telemetry.Evaluation.Plots;

namespace Telemetry.LearningEvaluation.Limits;

/// <summary>
/// Draws how wrong published limits are against the number of distinct vehicles that passed: on the left by distance, on every directed
/// segment of the base map; on the right by change, on eligible segments only. Pure.
/// </summary>
internal static class LimitsPlot
{
    // Numbers of vehicles that make one point, by the first of each.
    private static readonly int[] Groups = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 100];
    private static readonly PlotAxis Vehicles = new(0.9, 100, 1, "distinct vehicles", IsLog: true);
    private static readonly PlotAxis Percent = new(0.1, 100, 1, "%", IsLog: true);

    /// <summary>The image.</summary>
    public static string Draw(LimitsTally tally) => SvgPlot.Draw(
        new PlotPanel("wrong or no limit published, by distance", Vehicles, Percent,
        [
            Target(1),
            Curve(PlotSeries.Blue, tally.ByVehicles.Select(one => (one.Vehicles, one.LengthM, one.LengthM - one.RightM))),
        ]),
        new PlotPanel("wrong, by change of the limit", Vehicles, Percent,
        [
            Target(5),
            Curve(PlotSeries.Blue, tally.Changes.Select(one => (one.Vehicles, 1.0, one.IsRight ? 0.0 : 1))),
        ]));

    private static PlotSeries Target(double percent) =>
        new("target for five vehicles and more", PlotSeries.Grey, PlotMark.Dashed, [(5, percent), (100, percent)]);

    // A share of nothing wrong has no place on a logarithmic axis: it is drawn at its foot.
    private static PlotSeries Curve(string colour, IEnumerable<(int Vehicles, double Weight, double Wrong)> counted) => new(
        "learned", colour, PlotMark.LineAndDots,
        [
            .. from one in counted
               where one.Vehicles > 0
               group one by Array.FindLast(Groups, first => first <= one.Vehicles) into some
               orderby some.Key
               let weight = some.Sum(one => one.Weight)
               select (some.Sum(one => one.Weight * one.Vehicles) / weight, Math.Max(0.1, 100 * some.Sum(one => one.Wrong) / weight)),
        ]);
}
