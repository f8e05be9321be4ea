using Telemetry.AppHost.Platforms;
using Telemetry.Benchmarks.Fleets;

namespace Telemetry.AppHost.Benching;

/// <summary>Puts one load on a platform and measures it, until all of it is applied.</summary>
internal sealed class PipelineLoad(LocalPlatform platform, PipelineOptions options, VerbProgress progress)
{
    private static readonly TimeSpan s_sampleEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_drainAtMost = TimeSpan.FromMinutes(5);

    /// <summary>Posts the bodies and waits until they are applied.</summary>
    public async Task<PipelineFigures> RunAsync(IReadOnlyList<FleetPost> posts, HttpClient http, CancellationToken cancellationToken)
    {
        var time = progress.Time;
        using var following = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var freshness = new FeedFreshness(platform.Backends.Map, time).RunAsync(following.Token);
        var run = new PostRun(http, platform.Token, time);
        var before = await WorkerCounts.ReadAsync(platform.Services, http, cancellationToken);
        var started = time.GetTimestamp();
        var posting = run.RunAsync(posts, cancellationToken);
        var samples = new List<PipelineSample>();
        var useBefore = PlatformUse.Read(platform);
        var (useAtBegin, useAtEnd) = (useBefore, useBefore);
        var end = options.WarmUp + options.Duration;
        var (from, to) = (-1, -1);
        while (to < 0 || !posting.IsCompleted)
        {
            await Task.Delay(s_sampleEvery, time, cancellationToken);
            samples.Add(await SampleAsync());
            if (from < 0 && samples[^1].At >= options.WarmUp)
                (from, useAtBegin) = (samples.Count - 1, PlatformUse.Read(platform));
            if (to < 0 && samples[^1].At >= end)
                (to, useAtEnd) = (samples.Count - 1, PlatformUse.Read(platform));
            if (posting.IsFaulted)
                await posting;
            var (at, counts) = (samples[^1].At, samples[^1].Workers);
            progress.Report(FormattableString.Invariant(
                $"{at.TotalSeconds:F0} s: {run.Messages} messages acknowledged, {counts.Messages - before.Messages} applied, {counts.Contributions - before.Contributions} contributions, {counts.Puts - before.Puts} puts, {counts.Conflicts - before.Conflicts} conflicts"));
        }

        await posting;
        var books = await new Drain(platform.Backends, time).WaitAsync(s_drainAtMost, progress, cancellationToken);
        var drained = time.GetElapsedTime(started);
        await following.CancelAsync();
        return new PipelineFigures
        {
            Posts = posts, Run = run, Samples = samples, From = from, To = to, Before = before, UseBefore = useBefore, UseAtBegin = useAtBegin, UseAtEnd = useAtEnd,
            UseDrained = PlatformUse.Read(platform), After = await WorkerCounts.ReadAsync(platform.Services, http, cancellationToken), Freshness = (await freshness).Read(), Drained = drained, Books = books,
        };

        async Task<PipelineSample> SampleAsync() => new(
            time.GetElapsedTime(started), run.PostedFrames, run.Messages,
            await WorkerCounts.ReadAsync(platform.Services, http, cancellationToken));
    }
}
