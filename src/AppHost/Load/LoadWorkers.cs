using Telemetry.AppHost.Platforms;
using Telemetry.AppHost.Scaling;
using Telemetry.AppHost.Services;
using Telemetry.Elasticity;
using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Profiles;

namespace Telemetry.AppHost.Load;

/// <summary>
/// The workers of a load test: the autoscaler follows the load, and what is to be broken is broken on the way. For one caller; what it
/// tells may be read by many threads.
/// </summary>
internal sealed class LoadWorkers(LocalPlatform platform, LoadOptions options, LoadRecorder recorder, TimeProvider time)
{
    /// <summary>What a worker is to be given of what it can do: the rest is for what comes suddenly.</summary>
    private const double TargetShare = 0.85;

    private readonly ServiceWorkers _pool = new(
        platform.Services, what => recorder.Add(new LoadEvent(0, LoadEventKind.Note, what)));

    private volatile int _wanted = options.WorkersMin;

    /// <summary>Workers that run, those that drain included.</summary>
    public int Running => _pool.Counts is var counts ? counts.Running + counts.Draining : 0;

    /// <summary>Workers that the policy wants.</summary>
    public int Wanted => _wanted;

    /// <summary>Follows the load until cancelled, which ends it in order.</summary>
    /// <param name="begin">The begin of the profile, a timestamp of the clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(long begin, CancellationToken cancellationToken)
    {
        var stretches = LoadStretch.Plan(options);
        for (var i = 0; i < stretches.Count && !cancellationToken.IsCancellationRequested; i++)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var left = i + 1 < stretches.Count ? stretches[i + 1].Begin - time.GetElapsedTime(begin) : Timeout.InfiniteTimeSpan;
            await using var timer = time.CreateTimer(_ => end.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(left < TimeSpan.Zero && i + 1 < stretches.Count ? TimeSpan.Zero : left, Timeout.InfiniteTimeSpan);
            await RunAsync(stretches[i], begin, end.Token);
        }

        await _pool.SettleAsync(CancellationToken.None);
    }

    private async Task RunAsync(LoadStretch stretch, long begin, CancellationToken end)
    {
        void Note(LoadEventKind kind, string what) => recorder.Add(new LoadEvent(time.GetElapsedTime(begin).TotalSeconds, kind, what));
        if (stretch.KillsWorker)
        {
            var victim = platform.Services.Running.Last(service => service.Kind == ServiceKind.Worker);
            Note(LoadEventKind.Fault, $"The {victim} is killed with SIGKILL");
            await platform.Services.KillAsync(victim, CancellationToken.None);
        }
        else if (stretch.WorkersMax < options.WorkersMax)
        {
            Note(LoadEventKind.Fault, $"One worker is taken away: {stretch.WorkersMax} from now on");
        }

        switch (stretch.Outage)
        {
            case LoadOutage.Workers:
                await BeWithoutWorkersAsync(Note, end);
                break;
            case LoadOutage.PublishedMap:
                Note(LoadEventKind.Fault, "PostgreSQL is stopped");
                await platform.Stack.StopPostgresAsync(CancellationToken.None);
                await ScaleAsync(stretch, begin, end);
                await platform.Stack.StartPostgresAsync(CancellationToken.None);
                Note(LoadEventKind.Repair, "PostgreSQL runs again");
                break;
            default:
                await ScaleAsync(stretch, begin, end);
                break;
        }
    }

    private async Task BeWithoutWorkersAsync(Action<LoadEventKind, string> note, CancellationToken end)
    {
        await _pool.SettleAsync(CancellationToken.None);
        var workers = platform.Services.Running.Where(service => service.Kind == ServiceKind.Worker).ToArray();
        note(LoadEventKind.Fault, $"All {workers.Length} workers are killed with SIGKILL");
        await Task.WhenAll(workers.Select(worker => platform.Services.KillAsync(worker, CancellationToken.None)));
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, end);
        }
        catch (OperationCanceledException)
        {
            // The outage, or the test, is over.
        }

        note(LoadEventKind.Repair, "Workers may run again");
    }

    private async Task ScaleAsync(LoadStretch stretch, long begin, CancellationToken end)
    {
        using var probe = new ServiceProbe(platform.Services, platform.Backends.Queues, time);
        var scaling = ScalingOptions.Local(TargetShare * options.Profile.WorkerCapFramesPerS) with
        {
            MinWorkers = stretch.WorkersMin, MaxWorkers = stretch.WorkersMax,
        };
        await new Autoscaler(probe, _pool, scaling, time).RunAsync(Autoscaler.UsualInterval, looked => Note(looked, begin), end);
    }

    private void Note(ScalingEvent looked, long begin)
    {
        if (looked.Desired == _wanted)
            return;
        recorder.Add(new LoadEvent(
            time.GetElapsedTime(begin).TotalSeconds, LoadEventKind.Scaling,
            FormattableString.Invariant($"{_wanted} to {looked.Desired} workers: {looked.Reason}")));
        _wanted = looked.Desired;
    }
}
