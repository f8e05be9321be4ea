using Telemetry.AppHost.Services;

namespace Telemetry.AppHost.Scaling.Studies;

/// <summary>Under load, one of three workers is killed; later one of three is taken away in order: how fresh is the map meanwhile?</summary>
internal static class LossStudy
{
    private const int Workers = 3;
    private const double LoadShare = 0.5;
    private const double ProbedFramesPerS = 300;

    /// <summary>Runs it.</summary>
    /// <param name="capFramesPerS">What each worker is held to.</param>
    /// <param name="span">After a loss, freshness is looked at for this time and for as long again; over 0.</param>
    /// <param name="seed">Every chance follows from it.</param>
    /// <param name="progress">Told what goes on.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static async Task<LossReport> RunAsync(
        double capFramesPerS, TimeSpan span, ulong seed, VerbProgress progress, CancellationToken cancellationToken)
    {
        var plan = new LossPlan(span);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MapWorker__FramesPerSecond"] = FormattableString.Invariant($"{capFramesPerS}"),
        };
        await using var platform = await StudyPlatform.StartAsync(Workers, seed, settings, progress, cancellationToken);
        using var probe = new FreshnessProbe(platform.Platform.Receiver, platform.Platform.Token, TimeProvider.System);
        var load = LoadShare * Workers * capFramesPerS;
        var start = TimeProvider.System.GetUtcNow();
        var probed = platform.Steady("study", ProbedFramesPerS, plan.Whole, start, cancellationToken);
        var rest = platform.Steady("study", load - ProbedFramesPerS, plan.Whole, start, cancellationToken);

        var begin = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(
            platform.PostAsync(rest, begin, cancellationToken), probe.RunAsync(probed, begin, cancellationToken),
            DisturbAsync(platform.Services, plan, begin, progress, cancellationToken));

        var books = await platform.CloseAsync(progress, cancellationToken);
        return new LossReport(
            load, Workers * capFramesPerS, span.TotalSeconds, Within(plan.WarmUp, plan.KillAt), Within(plan.KillAt, plan.KillAt + span),
            Within(plan.KillAt + span, plan.ReplaceAt), Within(plan.DrainAt, plan.DrainAt + span), Within(plan.DrainAt + span, plan.Whole), books);

        FreshnessFigures? Within(TimeSpan from, TimeSpan to) =>
            FreshnessFigures.Of(probe.Points, point => point.AppliedAt >= from && point.AppliedAt < to);
    }

    private static async Task DisturbAsync(
        ServiceProcesses services, LossPlan plan, long begin, VerbProgress progress, CancellationToken cancellationToken)
    {
        await UntilAsync(plan.KillAt);
        await services.KillAsync(ServiceId.Worker(2), cancellationToken);
        progress.Report("Killed worker-2");
        await UntilAsync(plan.ReplaceAt);
        await services.StartAsync(ServiceId.Worker(2), cancellationToken);
        progress.Report("Started it again");
        await UntilAsync(plan.DrainAt);
        await services.StopAsync(ServiceId.Worker(3), cancellationToken);
        progress.Report("Took worker-3 away in order");

        async Task UntilAsync(TimeSpan at)
        {
            if (at - TimeProvider.System.GetElapsedTime(begin) is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>When what happens, from the begin.</summary>
    private sealed record LossPlan(TimeSpan Span)
    {
        public TimeSpan WarmUp => Span / 2;

        public TimeSpan KillAt => WarmUp + Span / 1.5;

        public TimeSpan ReplaceAt => KillAt + 2 * Span;

        public TimeSpan DrainAt => ReplaceAt + Span / 1.5;

        public TimeSpan Whole => DrainAt + 2 * Span;
    }
}
