using System.Globalization;
using System.Net;
using System.Text;
using Telemetry.LoadTest.Measuring;

namespace Telemetry.LoadTest.Reports;

/// <summary>
/// Writes a load test as one HTML page that needs nothing else: no script, no network, light or dark as the reader likes it. The same log
/// gives the same page. Pure.
/// </summary>
public static class LoadPage
{
    /// <summary>The page.</summary>
    public static string Write(LoadLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        var report = LoadReport.Of(log);
        var title = $"Load test {report.Profile}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Text(title)}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            <h1>{Text(title)}</h1>
            <p class="verdict" id="verdict">{Text(Verdict(report))}</p>
            <h2 id="figures">Figures</h2>
            {Figures(report)}
            <h2>Over time</h2>
            <div class="plots">
            {Plots(log)}</div>
            <h2 id="phases">Phases</h2>
            {Phases(report)}
            {Faults(report)}<h2>What happened</h2>
            {Events(report)}
            <details>
            <summary>Every sample</summary>
            {Samples(log)}
            </details>
            </main>
            </body>
            </html>

            """);
    }

    // Attributes of the plots' elements give way to style sheets: so they follow the reader's choice too.
    private const string Style = """
        :root{--back:#fff;--ink:#1f2328;--line:#d0d7de;--soft:#f6f8fa;--blue:#1f6feb;--red:#d1242f;--green:#1a7f37;--grey:#6e7781}
        @media (prefers-color-scheme:dark){:root{--back:#0d1117;--ink:#e6edf3;--line:#30363d;--soft:#161b22;--blue:#58a6ff;--red:#ff7b72;--green:#3fb950;--grey:#9198a1}}
        body{margin:0;background:var(--back);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
        main{max-width:72rem;margin:0 auto;padding:1rem}
        h1{font-size:1.6rem;margin:.5rem 0}h2{font-size:1.2rem;margin:2rem 0 .5rem}
        .verdict{font-size:1.1rem}
        .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr));gap:1rem}
        figure{margin:0}figure svg{width:100%;height:auto;display:block}figcaption{font-size:.85rem;color:var(--grey)}
        table{border-collapse:collapse;font-variant-numeric:tabular-nums}
        .wide{overflow-x:auto}
        th,td{padding:.2rem .6rem;border-bottom:1px solid var(--line);text-align:right}
        th:first-child,td:first-child,.words td,.words th{text-align:left}
        thead th{background:var(--soft)}
        summary{cursor:pointer;margin-top:2rem}
        svg rect{fill:var(--back)}svg text{fill:var(--ink)}svg line[stroke="#d0d7de"]{stroke:var(--line)}
        svg [stroke="#1f6feb"]{stroke:var(--blue)}svg [stroke="#d1242f"]{stroke:var(--red)}svg [stroke="#1a7f37"]{stroke:var(--green)}svg [stroke="#8c959f"]{stroke:var(--grey)}
        """;

    private static string Verdict(LoadReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Frames:N0} frames applied, {report.Lost:N0} lost; the books {(report.BooksBalance ? "balance" : "do not balance")}. Workers {report.Workers.Min} to {report.Workers.Max}, {report.Workers.End} at the end.{(report.Generator.KeptSchedule ? "" : " The generator fell behind its schedule: do not trust the latencies.")}");

    private static string Figures(LoadReport report) => Table(
        "words", "What was measured, and what came out", ["figure", "value"],
        LoadFigures.Of(report).Select(figure => new[] { figure.Name, figure.Value }));

    private static string Plots(LoadLog log)
    {
        var html = new StringBuilder();
        foreach (var plot in LoadPlots.Of(log))
        {
            html.Append("<figure>").Append(plot.Svg.TrimEnd());
            html.Append(CultureInfo.InvariantCulture, $"<figcaption>{Text(plot.InWords)}</figcaption></figure>\n");
        }

        return html.ToString();
    }

    private static string Phases(LoadReport report) => Table(
        "wide", "The phases of the profile",
        ["phase", "from s", "to s", "workers", "turns", "oldest s", "fresh p50 s", "fresh p99 s", "facts"],
        report.Phases.Select(phase => new[]
        {
            phase.Name, Number(phase.BeginS), Number(phase.EndS), $"{phase.WorkersMin} to {phase.WorkersMax}", Number(phase.DirectionChanges),
            Number(phase.BacklogAgePeakS), Number(phase.FreshnessMs?.P50 / 1000), Number(phase.FreshnessMs?.P99 / 1000), Number(phase.FreshnessMs?.Count),
        }));

    private static string Faults(LoadReport report) => report.Faults.Count == 0 ? "" : "<h2>Faults</h2>\n" + Table(
        "wide", "What was broken on purpose, and how long facts were not fresh",
        ["what", "at s", "fresh p99 before s", "fresh p99 worst s", "below 5 s again after s"],
        report.Faults.Select(fault => new[]
        {
            fault.What, Number(fault.AtS), Number(fault.FreshnessP99BeforeMs / 1000), Number(fault.FreshnessP99WorstMs / 1000), Number(fault.RecoveredAfterS),
        })) + "\n";

    private static string Events(LoadReport report) => Table(
        "words", "What happened, in order", ["at s", "what"], report.Events.Select(happened => new[] { Number(happened.AtS), happened.What }));

    private static string Samples(LoadLog log) => Table(
        "wide", "Every sample",
        ["at s", "phase", "due/s", "posted/s", "applied/s", "backlog", "oldest s", "workers", "wanted", "fresh p99 s", "posts p99 ms"],
        log.Samples.Select(sample => new[]
        {
            Number(sample.AtS), sample.Phase, Number(sample.DueFramesPerS), Number(sample.PostedFramesPerS), Number(sample.AppliedFramesPerS),
            Number(sample.BacklogFrames), Number(sample.BacklogAgeS), Number(sample.Workers), Number(sample.WorkersWanted),
            Number(sample.FreshnessMs?.P99 / 1000), Number(sample.PostMs?.P99),
        }));

    private static string Table(string style, string caption, string[] headings, IEnumerable<string[]> rows)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(caption)}\"><table class=\"{style}\">\n<thead><tr>");
        foreach (var heading in headings)
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Text(heading)}</th>");
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Text(row[0])}</th>");
            foreach (var cell in row.Skip(1))
                html.Append(CultureInfo.InvariantCulture, $"<td>{Text(cell)}</td>");
            html.Append("</tr>\n");
        }

        return html.Append("</tbody>\n</table></div>").ToString();
    }

    private static string Number(double? value) => value is { } known ? known.ToString("#,0.#", CultureInfo.InvariantCulture) : "–";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
