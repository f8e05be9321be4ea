using System.Globalization;
using Spectre.Console.Rendering;
using Telemetry.FleetSimulator.Evaluation;

namespace Telemetry.AppHost.Demo;

/// <summary>
/// Shows a demo as it runs, on standard error: a table in place on a terminal, a line every few seconds elsewhere. What is
/// reported meanwhile shows in the table too. For one thread, but for reports.
/// </summary>
/// <param name="options">What was asked for.</param>
/// <param name="screen">Where it is shown.</param>
/// <param name="time">The clock.</param>
internal sealed class DemoTable(DemoOptions options, Screen screen, TimeProvider time) : IProgress<string>
{
    private static readonly TimeSpan s_lineEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);

    private static readonly int s_longest = Enum.GetValues<DemoPhase>().Max(phase => phase.InWords().Length);

    private readonly RateWindow _frames = new(s_window, time);
    private TimeSpan _nextLine;
    private volatile string? _lately;

    /// <summary>Runs a demo and shows it.</summary>
    public async Task<DemoReport> ShowAsync(Func<Action<DemoState>, Task<DemoReport>> run)
    {
        using var canvas = new Canvas(screen);
        return await run(state =>
        {
            _frames.Add(state.Frames);
            if (screen.IsTerminal)
                canvas.Draw(columns => Draw(state, columns));
            else
                WriteLine(state);
        });
    }

    /// <summary>Something happened, on purpose or not.</summary>
    public void Report(string value)
    {
        _lately = value;
        if (!screen.IsTerminal)
            screen.WriteLine(value);
    }

    /// <summary>How it stands, in so many columns.</summary>
    public IRenderable Draw(DemoState state, int columns)
    {
        // Padded, so that the table does not move when the words change.
        var table = new FittingTable(new(state.Phase.InWords().PadRight(s_longest)), new(TimeLeft(state)));
        void Row(string name, string value, Tone tone = Tone.Plain) => table.Add(tone, name, value);
        Row("event time", state.EventTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        Row("vehicles", Number(options.Vehicles));
        Row("frames recorded", Number(state.Frames) + Rate(state));
        Row("messages acknowledged", Number(state.Messages) + (state.Retries > 0 ? $" ({state.Retries} posts repeated)" : ""));
        Row("facts learned", Number(state.Learned));
        Row("limits to put right", $"{state.Limits.Eligible} driven by 5 or more, of {state.Limits.Changed}");
        Row("  right", $"{state.Limits.Right} ({Percent(state.Limits)})", Tone.Good);
        Row("  wrong", Number(state.Limits.Wrong), state.Limits.Wrong > 0 ? Tone.Bad : Tone.Plain);
        Row("  not learned yet", Number(state.Limits.Pending));
        Row("from receipt to feed", DemoSummary.FreshnessText(state.Freshness));
        if (_lately is { } lately)
            Row("lately", lately);
        return table.Fit(columns);
    }

    private void WriteLine(DemoState state)
    {
        if (state.Elapsed < _nextLine)
            return;
        _nextLine = state.Elapsed + s_lineEvery;
        screen.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{state.Phase.InWords()}, {TimeLeft(state)}: {state.Frames:N0} frames{Rate(state)}, {state.Learned:N0} facts learned; limits {state.Limits.Right} right, {state.Limits.Wrong} wrong, {state.Limits.Pending} to learn of {state.Limits.Eligible}"));
    }

    private string Rate(DemoState state) => state.Phase == DemoPhase.Driving && _frames.PerSecond() is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $", {rate:N0}/s")
        : "";

    private string TimeLeft(DemoState state) => state.Elapsed < options.Duration
        ? $"{Clock(state.Elapsed)} of {Clock(options.Duration)}, {TimeText.Left(options.Duration - state.Elapsed)} left"
        : $"{Clock(state.Elapsed)} in all";

    private static string Percent(LimitScore score) =>
        string.Create(CultureInfo.InvariantCulture, $"{score.RightShare * 100:F1} %");

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Clock(TimeSpan span) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Floor(span.TotalMinutes):0}:{span.Seconds:00}");
}
