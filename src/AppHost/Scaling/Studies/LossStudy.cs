using Telemetry.AppHost.Services;

namespace Telemetry.AppHost.Scaling.Studies;

/// <summary>Under load, one of three workers is killed; later one of three is taken away in order: how fresh is the map meanwhile?</summary>
internal static class LossStudy
{
    private const int Workers = 3;
    private const double LoadShare = 0.5;
    private const double ProbedFramesPerS = 300;
    private static readonly TimeSpan s_half = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_killAt = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan s_replaceAt = s_killAt + 2 * s_half;
    private static readonly TimeSpan s_drainAt = s_replaceAt + TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_whole = s_drainAt + 2 * s_half;

    /// <summary>Runs it.</summary>
    /// <param name="capFramesPerS">What each worker is held to.</param>
    /// <param name="seed">Every chance follows from it.</param>
    /// <param name="progress">Told what goes on.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static async Task<LossReport> RunAsync(
        double capFramesPerS, ulong seed, VerbProgress progress, CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MapWorker__FramesPerSecond"] = FormattableString.Invariant($"{capFramesPerS}"),
        };
        await using var platform = await StudyPlatform.StartAsync(Workers, seed, settings, progress, cancellationToken);
        using var probe = new FreshnessProbe(platform.Platform.Receiver, platform.Platform.Token, TimeProvider.System);
        var load = LoadShare * Workers * capFramesPerS;
        var start = TimeProvider.System.GetUtcNow();
        var probed = platform.Steady("study", ProbedFramesPerS, s_whole, start, cancellationToken);
        var rest = platform.Steady("study", load - ProbedFramesPerS, s_whole, start, cancellationToken);

        var begin = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(
            platform.PostAsync(rest, begin, cancellationToken), probe.RunAsync(probed, begin, cancellationToken),
            DisturbAsync(platform.Services, begin, progress, cancellationToken));

        var books = await platform.CloseAsync(progress, cancellationToken);
        return new LossReport(
            load, Workers * capFramesPerS, Within(s_warmUp, s_killAt), Within(s_killAt, s_killAt + s_half),
            Within(s_killAt + s_half, s_replaceAt), Within(s_drainAt, s_drainAt + s_half), Within(s_drainAt + s_half, s_whole), books);

        FreshnessFigures? Within(TimeSpan from, TimeSpan to) =>
            FreshnessFigures.Of(probe.Points, point => point.AppliedAt >= from && point.AppliedAt < to);
    }

    private static async Task DisturbAsync(ServiceProcesses services, long begin, VerbProgress progress, CancellationToken cancellationToken)
    {
        await UntilAsync(s_killAt);
        await services.KillAsync(ServiceId.Worker(2), cancellationToken);
        progress.Report("Killed worker-2");
        await UntilAsync(s_replaceAt);
        await services.StartAsync(ServiceId.Worker(2), cancellationToken);
        progress.Report("Started it again");
        await UntilAsync(s_drainAt);
        await services.StopAsync(ServiceId.Worker(3), cancellationToken);
        progress.Report("Took worker-3 away in order");

        async Task UntilAsync(TimeSpan at)
        {
            if (at - TimeProvider.System.GetElapsedTime(begin) is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, TimeProvider.System, cancellationToken);
        }
    }
}
