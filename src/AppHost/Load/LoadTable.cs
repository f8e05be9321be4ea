using System.Globalization;
using Spectre.Console.Rendering;
using Telemetry.LoadTest.Measuring;

namespace Telemetry.AppHost.Load;

/// <summary>
/// Shows a load test as it runs, on standard error: a table in place on a terminal, a line every few seconds elsewhere. For one thread.
/// </summary>
internal sealed class LoadTable(LoadOptions options, Screen screen)
{
    private const double LineEveryS = 5;
    private double _nextLineS;

    /// <summary>Runs a test and shows it.</summary>
    public async Task<LoadLog> ShowAsync(Func<Action<LoadState>, Task<LoadLog>> run)
    {
        using var canvas = new Canvas(screen);
        return await run(state =>
        {
            if (screen.IsTerminal)
                canvas.Draw(columns => Draw(state, columns));
            else
                WriteLine(state);
        });
    }

    /// <summary>How it stands, in so many columns.</summary>
    public IRenderable Draw(LoadState state, int columns)
    {
        var sample = state.Sample;
        var table = new FittingTable(new($"{options.Profile.Name}: {sample.Phase}".PadRight(32)), new(TimeOf(sample)));
        void Row(string name, string value, Tone tone = Tone.Plain) => table.Add(tone, name, value);
        Row("load", $"{Number(sample.DueFramesPerS)} frames/s due, {Number(sample.PostedFramesPerS)} posted");
        Row("applied", sample.AppliedFramesPerS is { } applied ? $"{Number(applied)} frames/s" : "unknown");
        Row("waiting", sample.BacklogFrames is { } frames ? $"{Number(frames)} frames" : "unknown");
        Row("oldest waiting", sample.BacklogAgeS is { } age ? Seconds(age) : "unknown", sample.BacklogAgeS > 10 ? Tone.Bad : Tone.Plain);
        Row("workers", $"{sample.Workers}, {sample.WorkersWanted} wanted  {new string('#', sample.Workers)}");
        Row("from receipt to feed", sample.FreshnessMs is { } fresh
            ? $"{Seconds(fresh.P50 / 1000)} median, 99 % within {Seconds(fresh.P99 / 1000)}" : "no facts just now");
        Row("posts answered", sample.PostMs is { } posts
            ? string.Create(CultureInfo.InvariantCulture, $"99 % within {posts.P99:N0} ms of when they were due") : "none just now");
        Row("posts begun late", $"{Number(state.Posts.Late)} of {Number(state.Posts.Begun)}", state.Posts.Late > 0 ? Tone.Bad : Tone.Plain);
        if (state.Happened is { } happened)
            Row("lately", happened.What);
        return table.Fit(columns);
    }

    private void WriteLine(LoadState state)
    {
        var sample = state.Sample;
        if (sample.AtS < _nextLineS)
            return;
        _nextLineS = sample.AtS + LineEveryS;
        screen.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{sample.Phase}, {TimeOf(sample)}: {sample.DueFramesPerS:N0} frames/s due, {sample.AppliedFramesPerS:N0} applied; {sample.BacklogFrames:N0} wait, the oldest for {sample.BacklogAgeS:0.0} s; {sample.Workers} workers, {sample.WorkersWanted} wanted; facts fresh within {sample.FreshnessMs?.P99 / 1000:0.0} s"));
    }

    private string TimeOf(LoadSample sample) => options.Profile.Duration.TotalSeconds - sample.AtS is > 0 and var left
        ? $"{Clock(sample.AtS)} of {Clock(options.Profile.Duration.TotalSeconds)}, {TimeText.Left(TimeSpan.FromSeconds(left))} left"
        : $"{Clock(sample.AtS)} in all";

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} s");

    private static string Clock(double seconds) => string.Create(
        CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 60):0}:{Math.Floor(seconds % 60):00}");
}
