using System.Globalization;
using Telemetry.AppHost.Platforms;
using Telemetry.Contracts.MapFeed;
using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Posting;
using Telemetry.LoadTest.Profiles;
using Telemetry.LoadTest.Traffic;

namespace Telemetry.AppHost.Load;

/// <summary>
/// Puts a platform under the load of a profile while the autoscaler follows, watches it from outside, and reads its books at the end.
/// </summary>
/// <param name="options">What is asked for.</param>
/// <param name="platform">The platform, running.</param>
/// <param name="pool">What is driven.</param>
/// <param name="time">The clock.</param>
internal sealed class LoadRun(LoadOptions options, LocalPlatform platform, DrivePool pool, TimeProvider time)
{
    private const string Fleet = "load";
    private static readonly TimeSpan s_ahead = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_sampleEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_settleAtMost = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_drainAtMost = TimeSpan.FromMinutes(2);

    private readonly LoadRecorder _recorder = new();
    private readonly PostTally _tally = new();
    private readonly LoadProfile _profile = options.Profile;

    /// <summary>Loads, drains, and tells what was seen.</summary>
    /// <param name="startedAt">When the whole run began, a timestamp of the clock: before the platform was started.</param>
    /// <param name="show">Told how it stands, about once a second; called by one thread at a time.</param>
    /// <param name="cancellationToken">Ends the run early, without a log.</param>
    public async Task<LoadLog> RunAsync(long startedAt, Action<LoadState> show, CancellationToken cancellationToken)
    {
        var beginUtc = time.GetUtcNow() + s_ahead;
        var begin = time.GetTimestamp() + (long)(s_ahead.TotalSeconds * time.TimestampFrequency);
        var run = string.Create(CultureInfo.InvariantCulture, $"{beginUtc.ToUnixTimeMilliseconds():x}-{options.Seed}");
        var source = new LoadSource(_profile, pool, Fleet, run, beginUtc, options.Seed);
        using var mapHttp = new HttpClient { BaseAddress = platform.MapApi };
        using var poster = new ReceiverPoster(platform.Receiver, platform.Token, time);
        var feed = new FeedWatch(new ChangeFeedClient(mapHttp), _profile, beginUtc);
        var workers = new LoadWorkers(platform, options, _recorder, time);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var scaling = workers.RunAsync(begin, stop.Token);
        var backlog = new BacklogWatch(platform.Backends.Ledger, () => _tally.Read().AcknowledgedFrames, time);
        var watching = backlog.RunAsync(stop.Token);
        var sampling = SampleAsync(backlog, feed, workers, begin, show, stop.Token);
        try
        {
            await new OpenLoop(poster, _tally, new OpenLoopOptions(), time)
                .RunAsync(source.BuildAhead(stop.Token), begin, cancellationToken);
            await SettleAsync(workers, begin, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(scaling, watching, sampling);
        }

        var drained = await new Drain(platform.Backends, time).WaitAsync(s_drainAtMost, progress: null, cancellationToken);
        await feed.CatchUpAsync(cancellationToken);
        return new LoadLog
        {
            Profile = _profile,
            Seed = options.Seed,
            Samples = _recorder.Samples,
            Events = _recorder.Events,
            Posts = _tally.Read(),
            Vehicles = source.VehicleCount,
            PostMs = _tally.ReadLatency(),
            FreshnessMs = feed.Freshness.All,
            FreshnessByPhase = feed.Freshness.Phases,
            AppliedFrames = drained.Frames.Applied,
            DeadFrames = drained.Frames.Dead,
            InFlightFrames = drained.Frames.InFlight,
            BooksBalance = drained.BooksBalance,
            Seconds = time.GetElapsedTime(startedAt).TotalSeconds,
        };
    }

    /// <summary>Waits until nothing is left to do and as few workers run as may.</summary>
    private async Task SettleAsync(LoadWorkers workers, long begin, CancellationToken cancellationToken)
    {
        var end = _profile.Duration + s_settleAtMost;
        while (time.GetElapsedTime(begin) is var elapsed && elapsed < end)
        {
            if (elapsed >= _profile.Duration && workers.Running <= options.WorkersMin && _recorder.Samples is [.., { BacklogFrames: 0 }])
                return;
            await Task.Delay(s_sampleEvery, time, cancellationToken);
        }
    }

    private async Task SampleAsync(
        BacklogWatch backlog, FeedWatch feed, LoadWorkers workers, long begin, Action<LoadState> show, CancellationToken cancellationToken)
    {
        var meter = new LoadSampler(_profile, _tally, time);
        using var ticks = new PeriodicTimer(s_sampleEvery, time);
        try
        {
            while (await ticks.WaitForNextTickAsync(cancellationToken))
            {
                var elapsed = time.GetElapsedTime(begin);
                if (elapsed < TimeSpan.Zero)
                    continue;
                await feed.CatchUpAsync(cancellationToken);
                var sample = meter.Take(elapsed, backlog.Take(), workers, feed.Freshness.TakeLately());
                _recorder.Add(sample);
                show(new LoadState(sample, _tally.Read(), feed.Freshness.All, _recorder.Events is [.., var last] ? last : null));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}
