using Telemetry.AppHost.Services;

namespace Telemetry.AppHost.Scaling.Studies;

/// <summary>How much faster 2 and 4 capped workers drain a backlog than one.</summary>
internal static class DrainStudy
{
    private const double PostedFramesPerS = 6_000;
    private const double LeastSecondsOfPosts = 10;
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

    /// <summary>Runs it.</summary>
    /// <param name="capFramesPerS">What each worker is held to.</param>
    /// <param name="frames">The backlog that each number of workers drains.</param>
    /// <param name="seed">Every chance follows from it.</param>
    /// <param name="progress">Told what goes on.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static async Task<DrainReport> RunAsync(
        double capFramesPerS, int frames, ulong seed, VerbProgress progress, CancellationToken cancellationToken)
    {
        // Small chunks, so that four workers have something each to the end; and a window that does not grow with the backlog's age,
        // for the last flush is part of the time.
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MapWorker__FramesPerSecond"] = FormattableString.Invariant($"{capFramesPerS}"),
            ["MapWorker__LongestFlushWindow"] = "00:00:01",
            ["GroupCommit__ChunkBytes"] = "8192",
        };
        await using var platform = await StudyPlatform.StartAsync(0, seed, settings, progress, cancellationToken);
        var runs = new List<DrainReport.Run>();
        foreach (var workers in new[] { 1, 2, 4 })
        {
            progress.Report(FormattableString.Invariant($"Posting {frames:N0} frames that nobody takes, for {workers} workers"));
            await PostAsync(platform, frames, cancellationToken);
            runs.Add(await DrainAsync(platform, workers, cancellationToken));
            progress.Report(FormattableString.Invariant($"{workers} workers: {runs[^1].FramesPerS:N0} frames/s"));
        }

        // What was applied last is marked as published by a worker, and none runs any more.
        await platform.Services.StartAsync(ServiceId.Worker(1), cancellationToken);
        var books = await platform.CloseAsync(progress, cancellationToken);
        return new DrainReport(
            capFramesPerS, [.. runs.Select(run => run with { Speedup = Math.Round(run.FramesPerS / runs[0].FramesPerS, 2) })], books);
    }

    private static async Task PostAsync(StudyPlatform platform, int frames, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds(Math.Max(LeastSecondsOfPosts, frames / PostedFramesPerS));
        var source = platform.Steady(
            "study", frames / duration.TotalSeconds, duration, TimeProvider.System.GetUtcNow(), cancellationToken);
        await platform.PostAsync(source, TimeProvider.System.GetTimestamp(), cancellationToken);
    }

    private static async Task<DrainReport.Run> DrainAsync(StudyPlatform platform, int workers, CancellationToken cancellationToken)
    {
        var (time, ids) = (TimeProvider.System, Enumerable.Range(1, workers).Select(ServiceId.Worker).ToList());
        await Task.WhenAll(ids.Select(id => platform.Services.StartAsync(id, cancellationToken)));

        // What was done while they started is not counted: all of them work from here on.
        var backlog = await platform.InFlightAsync(cancellationToken);
        var begin = time.GetTimestamp();
        while (await platform.InFlightAsync(cancellationToken) > 0)
            await Task.Delay(s_look, time, cancellationToken);
        var took = time.GetElapsedTime(begin).TotalSeconds;
        await Task.WhenAll(ids.Select(id => platform.Services.StopAsync(id, cancellationToken)));
        return new DrainReport.Run(workers, backlog, Math.Round(took, 1), Math.Round(backlog / took), 1);
    }
}
