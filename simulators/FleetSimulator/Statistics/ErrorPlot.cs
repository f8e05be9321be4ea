using Telemetry.Evaluation.Plots;

namespace Telemetry.FleetSimulator.Statistics;

/// <summary>
/// Draws error statistics as an SVG image: on the left how many fixes lie within a distance, on the right how correlations
/// fall with time. Published figures are dots, measured curves solid, simulated ones dashed. Pure.
/// </summary>
internal static class ErrorPlot
{
    private const double LargestM = 40;
    private const double LargestLagS = 60;

    /// <summary>The image.</summary>
    /// <param name="measured">What was measured; null where only published figures are known.</param>
    /// <param name="simulated">What was simulated.</param>
    public static string Draw(ErrorStatistics? measured, ErrorStatistics simulated) => SvgPlot.Draw(
        new PlotPanel(
            "share of fixes within a distance of the true route", new PlotAxis(0, LargestM, 10, "m"), new PlotAxis(0, 100, 20, "%"),
            Series(measured, simulated, PublishedDistances(), Distances)),
        new PlotPanel(
            "correlation of lateral offsets", new PlotAxis(0, LargestLagS, 10, "s between fixes"), new PlotAxis(0, 1, 0.2, ""),
            Series(measured, simulated, PublishedCorrelations(), Correlations)));

    private static List<PlotSeries> Series(
        ErrorStatistics? measured, ErrorStatistics simulated, IEnumerable<(double X, double Y)> published,
        Func<ErrorStatistics, IEnumerable<(double X, double Y)>> curve)
    {
        var series = new List<PlotSeries>();
        if (measured is not null)
            series.Add(new PlotSeries("measured", PlotSeries.Blue, PlotMark.Line, [.. curve(measured)]));
        series.Add(new PlotSeries("simulated", PlotSeries.Red, PlotMark.Dashed, [.. curve(simulated)]));
        series.Add(new PlotSeries("published", PlotSeries.Black, PlotMark.Dots, [.. published]));
        return series;
    }

    private static IEnumerable<(double X, double Y)> Distances(ErrorStatistics statistics) =>
        Enumerable.Range(0, 200).Select(i => i / 2.0).Select(percent => (statistics.DistanceM(percent), percent));

    private static IEnumerable<(double X, double Y)> Correlations(ErrorStatistics statistics) =>
        LagRange.Curve.Select(lag => (lag.MiddleS, statistics.Correlation(lag)));

    private static IEnumerable<(double X, double Y)> PublishedDistances() =>
        ErrorStatistics.Percents.Select((percent, i) => (PublishedErrors.DistancesM[i], (double)percent));

    private static IEnumerable<(double X, double Y)> PublishedCorrelations() =>
        LagRange.Measured.Select((lag, i) => (lag.MiddleS, PublishedErrors.Correlations[i]));
}
