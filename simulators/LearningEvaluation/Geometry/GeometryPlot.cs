using Telemetry.Evaluation.Plots;
using Telemetry.LearningEvaluation.Reports;

namespace Telemetry.LearningEvaluation.Geometry;

/// <summary>
/// Draws errors of shifted segments' lines: on the left against the number of distinct vehicles that passed, on the right the share of the
/// judged segments within an error. Pure.
/// </summary>
internal static class GeometryPlot
{
    // Numbers of vehicles that make one point, by the first of each.
    private static readonly int[] s_groups = [1, 3, 5, 7, 9, 12, 16, 24, 40, 64];
    private static readonly PlotAxis s_vehicles = new(0.9, 100, 1, "distinct vehicles in the direction with fewer", IsLog: true);
    private static readonly PlotAxis s_metres = new(0.1, 20, 1, "m", IsLog: true);
    private static readonly PlotAxis s_error = new(0, 3, 0.5, "m");
    private static readonly PlotAxis s_share = new(0, 100, 20, "%");

    /// <summary>The image.</summary>
    public static string Draw(IReadOnlyList<LineVerdict> verdicts)
    {
        var shifted = verdicts.Where(one => one.IsShifted).ToList();
        var judged = shifted.Where(one => one.Vehicles >= GeometryReport.EligibleVehicles).ToList();
        return SvgPlot.Draw(
            new PlotPanel("error of shifted segments' lines", s_vehicles, s_metres,
            [
                ByVehicles("base line (median)", PlotSeries.Grey, shifted, one => one.BaseErrorM, 0.5),
                ByVehicles("learned (90 %)", PlotSeries.Red, shifted, one => one.ErrorM, 0.9),
                ByVehicles("learned (median)", PlotSeries.Blue, shifted, one => one.ErrorM, 0.5),
            ]),
            new PlotPanel("segments within an error, ten vehicles or more each way", s_error, s_share,
            [
                Within("target", PlotSeries.Black, [0.6, 1.6], [50, 90]),
                Within("perfect matching", PlotSeries.Green, judged, one => one.TrueMatchErrorM),
                Within("", PlotSeries.Blue, judged, one => one.ErrorM),
            ]));
    }

    // An error under the axis's begin is drawn at its foot.
    private static PlotSeries ByVehicles(
        string name, string colour, List<LineVerdict> verdicts, Func<LineVerdict, double> error, double share) => new(
        name, colour, PlotMark.LineAndDots,
        [
            .. from one in verdicts
               where one.Vehicles >= s_groups[0]
               group one by Array.FindLast(s_groups, first => first <= one.Vehicles) into some
               orderby some.Key
               select (some.Average(one => one.Vehicles), Math.Max(0.1, GeometryGroup.At([.. some.Select(error)], share) ?? 0)),
        ]);

    private static PlotSeries Within(string name, string colour, List<LineVerdict> verdicts, Func<LineVerdict, double> error)
    {
        double[] errors = [.. verdicts.Select(error).Where(double.IsFinite).Order()];
        return new PlotSeries(
            name, colour, PlotMark.Line,
            [(0, 0), .. errors.Select((one, i) => (one, 100.0 * (i + 1) / errors.Length)).TakeWhile(point => point.one <= s_error.To)]);
    }

    private static PlotSeries Within(string name, string colour, double[] errors, double[] shares) =>
        new(name, colour, PlotMark.Dots, [.. errors.Zip(shares)]);
}
