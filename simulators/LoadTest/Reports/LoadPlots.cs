using System.Globalization;
using Telemetry.Evaluation.Plots;
using Telemetry.LoadTest.Measuring;

namespace Telemetry.LoadTest.Reports;

/// <summary>Draws a load test over time. Pure.</summary>
internal static class LoadPlots
{
    /// <summary>Load, workers, backlog, freshness and posts, in this order.</summary>
    public static IReadOnlyList<LoadPlot> Of(LoadLog log)
    {
        var x = NiceAxis.UpTo(log.Samples[^1].AtS, "s");
        return
        [
            Plot(log, x, "Load", "frames/s", [
                Series("due", PlotSeries.Grey, PlotMark.Line, log, sample => sample.DueFramesPerS),
                Series("posted", PlotSeries.Blue, PlotMark.Line, log, sample => sample.PostedFramesPerS),
                Series("applied", PlotSeries.Green, PlotMark.Line, log, sample => sample.AppliedFramesPerS),
            ]),
            Plot(log, x, "Workers", "", [
                Series("the load's own need", PlotSeries.Grey, PlotMark.Line, log, sample => sample.DueFramesPerS / log.Profile.WorkerCapFramesPerS),
                Series("wanted", PlotSeries.Red, PlotMark.Dashed, log, sample => sample.WorkersWanted),
                Series("running", PlotSeries.Blue, PlotMark.Line, log, sample => sample.Workers),
            ]),
            Plot(log, x, "Age of the backlog", "s", [Series("oldest waiting", PlotSeries.Blue, PlotMark.Line, log, sample => sample.BacklogAgeS)]),
            Plot(log, x, "Backlog", "frames", [Series("acknowledged, not applied", PlotSeries.Blue, PlotMark.Line, log, sample => sample.BacklogFrames)]),
            Plot(log, x, "Freshness: from receipt to the feed", "s", [
                Series("99 % within", PlotSeries.Red, PlotMark.Line, log, sample => sample.FreshnessMs?.P99 / 1000),
                Series("half within", PlotSeries.Blue, PlotMark.Line, log, sample => sample.FreshnessMs?.P50 / 1000),
            ]),
            Plot(log, x, "Posts: from when due to the answer", "ms", [
                Series("99 % within", PlotSeries.Red, PlotMark.Line, log, sample => sample.PostMs?.P99),
                Series("half within", PlotSeries.Blue, PlotMark.Line, log, sample => sample.PostMs?.P50),
            ]),
        ];
    }

    private static LoadPlot Plot(LoadLog log, PlotAxis x, string title, string unit, PlotSeries[] series)
    {
        var greatest = series.SelectMany(drawn => drawn.Points).Select(point => point.Y).DefaultIfEmpty().Max();
        var y = NiceAxis.UpTo(greatest, "");
        PlotSeries[] drawn = [.. Boundaries(log, y.To), .. series];
        var heading = unit.Length == 0 ? title : $"{title}, {unit}";
        return new LoadPlot(heading, SvgPlot.Draw(heading, new PlotPanel(heading, x, y, drawn)), InWords(title, unit, series));
    }

    private static PlotSeries Series(string name, string colour, PlotMark mark, LoadLog log, Func<LoadSample, double?> value) => new(
        name, colour, mark,
        [.. log.Samples.Select(sample => (sample.AtS, Value: value(sample))).Where(point => point.Value is not null)
            .Select(point => (point.AtS, point.Value!.Value))]);

    // The begins of the phases, and what was broken on purpose.
    private static IEnumerable<PlotSeries> Boundaries(LoadLog log, double top)
    {
        foreach (var phase in log.Profile.Phases.Skip(1))
            yield return Upright(phase.Begin.TotalSeconds, PlotSeries.Grey);
        yield return Upright(log.Profile.Duration.TotalSeconds, PlotSeries.Grey);
        foreach (var fault in log.Events.Where(happened => happened.Kind == LoadEventKind.Fault))
            yield return Upright(fault.AtS, PlotSeries.Red);

        PlotSeries Upright(double at, string colour) => new("", colour, PlotMark.Dashed, [(at, 0), (at, top)]);
    }

    private static string InWords(string title, string unit, PlotSeries[] series) => $"{title} over time. " + string.Join(
        " ", series.Where(drawn => drawn.Points.Count > 0).Select(drawn => string.Create(
            CultureInfo.InvariantCulture,
            $"{drawn.Name}: {drawn.Points[0].Y:0.#} at the begin, {drawn.Points.Max(point => point.Y):0.#} at most (at {drawn.Points.MaxBy(point => point.Y).X:0} s), {drawn.Points[^1].Y:0.#} at the end{(unit.Length == 0 ? "" : " " + unit)}.")));
}
