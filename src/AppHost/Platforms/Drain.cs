using Polly;
using Polly.Retry;
using Telemetry.AppHost.Status;
using Telemetry.Backends;
using Telemetry.Contracts.Faults;

namespace Telemetry.AppHost.Platforms;

/// <summary>Waits until a platform is at rest, and reads what it has come to; rides out stores that are down for a while.</summary>
internal sealed class Drain(PlatformBackends backends, TimeProvider time)
{
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMilliseconds(500);

    private readonly ResiliencePipeline _patient = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<BackendUnavailableException>(),
            MaxRetryAttempts = 30,
            Delay = TimeSpan.FromSeconds(1),
        })
        .Build();

    /// <summary>
    /// Waits until no frame is in flight and everything that follows from the evidence is published, at most so long, and reads
    /// the books and the map.
    /// </summary>
    /// <exception cref="BackendUnavailableException">A store stays down for half a minute.</exception>
    public async Task<PlatformStatus> WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        while (time.GetElapsedTime(since) < atMost)
        {
            if (await _patient.ExecuteAsync(IsAtRestAsync, cancellationToken))
                break;
            await Task.Delay(s_lookEvery, time, cancellationToken);
        }

        return await _patient.ExecuteAsync(
            async token => await PlatformStatusReader.Of(backends).ReadAsync(token), cancellationToken);
    }

    // In this order: what was in flight is in the evidence, and there unpublished, before it leaves the books.
    private async ValueTask<bool> IsAtRestAsync(CancellationToken cancellationToken)
    {
        var sums = await backends.Ledger.SumAsync(cancellationToken);
        return sums.Frames.InFlight == 0 && !await backends.Evidence.FindUnpublishedAsync(cancellationToken).AnyAsync(cancellationToken);
    }
}
