using System.Globalization;
using Spectre.Console;
using Telemetry.FleetSimulator.Evaluation;

namespace Telemetry.AppHost.Demo;

/// <summary>
/// Shows a demo as it runs, on standard error: a live table on a terminal that can redraw, a line every few seconds elsewhere.
/// </summary>
internal sealed class DemoTable(DemoOptions options)
{
    private static readonly TimeSpan s_lineEvery = TimeSpan.FromSeconds(5);

    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private TimeSpan _nextLine;

    /// <summary>Runs a demo and shows it.</summary>
    public async Task<DemoReport> ShowAsync(Func<Action<DemoState>, Task<DemoReport>> run)
    {
        if (!_console.Profile.Capabilities.Interactive || !_console.Profile.Capabilities.Ansi || Console.IsErrorRedirected)
            return await run(WriteLine);
        DemoReport? report = null;
        await _console.Live(new Text("starting")).StartAsync(async live =>
            report = await run(state =>
            {
                live.UpdateTarget(Draw(state));
                live.Refresh();
            }));
        return report!;
    }

    /// <summary>The closing summary, for people.</summary>
    public static string Summarise(DemoReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"""

        {report.Frames.Accepted:N0} frames of {report.Vehicles} vehicles accepted, {report.FramesPerS:N0} frames/s
          {report.Frames.Applied:N0} applied, {report.Frames.Dead:N0} dead, {report.Frames.InFlight:N0} in flight: the books {(report.BooksBalance ? "balance" : "DO NOT BALANCE")}
        {report.Limits.Changed} limits that the base map had wrong or not at all
          {report.Limits.Eligible} driven by 5 or more vehicles: {report.Limits.Right} right ({Percent(report.Limits)}), {report.Limits.Wrong} wrong, {report.Limits.Pending} pending
        From receipt to the feed: {FreshnessText(report.FreshnessMs)}
        Map {report.MapSha256}, after {report.Seconds:N0} s
        """);

    private void WriteLine(DemoState state)
    {
        if (state.Elapsed < _nextLine)
            return;
        _nextLine = state.Elapsed + s_lineEvery;
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{state.Elapsed.TotalSeconds,5:F0} s  {state.Phase}: {state.Frames:N0} frames, {state.Learned:N0} facts learned, limits {state.Limits.Right} right, {state.Limits.Wrong} wrong, {state.Limits.Pending} to learn of {state.Limits.Eligible}"));
    }

    private Table Draw(DemoState state)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn(Markup.Escape(state.Phase))
            .AddColumn(new TableColumn(Time(state.Elapsed) + " of " + Time(options.Duration)).RightAligned());
        void Row(string name, string value) => table.AddRow(Markup.Escape(name), Markup.Escape(value));
        Row("event time", state.EventTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        Row("vehicles", Number(options.Vehicles));
        Row("frames recorded", Number(state.Frames));
        Row("messages acknowledged", Number(state.Messages) + (state.Retries > 0 ? $" ({state.Retries} posts repeated)" : ""));
        Row("facts learned", Number(state.Learned));
        Row("limits to put right", $"{state.Limits.Eligible} driven by 5 or more, of {state.Limits.Changed}");
        Row("  right", $"{state.Limits.Right} ({Percent(state.Limits)})");
        Row("  wrong", Number(state.Limits.Wrong));
        Row("  not learned yet", Number(state.Limits.Pending));
        Row("from receipt to the feed", FreshnessText(state.Freshness));
        return table;
    }

    private static string Percent(LimitScore score) =>
        string.Create(CultureInfo.InvariantCulture, $"{score.RightShare * 100:F1} %");

    private static string FreshnessText(Freshness? freshness) => freshness is null
        ? $"fewer than {FreshnessMeter.LeastFacts} facts yet"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"median {freshness.P50 / 1000:F1} s, 99 % within {freshness.P99 / 1000:F1} s ({freshness.Facts:N0} facts)");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Time(TimeSpan time) => time.ToString(@"m\:ss", CultureInfo.InvariantCulture);
}
