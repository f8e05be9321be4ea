using Telemetry.Elasticity;

namespace Telemetry.AppHost.Scaling;

/// <summary>Runs the scaling policy: measures, decides, starts or drains workers, again and again.</summary>
/// <param name="probe">Measures the load.</param>
/// <param name="pool">The workers; null to decide only, as if each decision were followed at once (a dry run).</param>
/// <param name="options">The policy's numbers.</param>
/// <param name="time">The clock.</param>
internal sealed class Autoscaler(IScalingProbe probe, IWorkerPool? pool, ScalingOptions options, TimeProvider time)
{
    /// <summary>How often it looks, unless told otherwise.</summary>
    public static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(1);

    private readonly ScalingPolicy _policy = new(options);
    private ScalingState _state = ScalingState.Empty;
    private int _imagined = options.MinWorkers;

    /// <summary>Looks until it is cancelled, which ends it in order: workers stay as they are then.</summary>
    /// <param name="every">The time from one look to the next.</param>
    /// <param name="looked">Told of every look, on the caller's context or any thread; must not throw.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(TimeSpan every, Action<ScalingEvent> looked, CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(every, time);
        try
        {
            do
                looked(await LookAsync(cancellationToken));
            while (await ticks.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to end.
        }
    }

    /// <summary>Looks once.</summary>
    public async Task<ScalingEvent> LookAsync(CancellationToken cancellationToken)
    {
        var sample = await probe.MeasureAsync(cancellationToken);
        var now = time.GetUtcNow();
        var workers = pool?.Counts ?? new WorkerCounts(_imagined, 0, 0);
        var decision = _policy.Decide(sample, workers.Committed, _state, now);
        _state = decision.State;
        _imagined = decision.Desired;
        if (decision.Desired > workers.Committed)
            pool?.Start(decision.Desired - workers.Committed);
        else if (decision.Desired < workers.Committed)
            pool?.Drain(workers.Committed - decision.Desired);
        return new ScalingEvent(now, sample, workers, decision.Desired, decision.Reason, decision.DuePerWorker);
    }
}
