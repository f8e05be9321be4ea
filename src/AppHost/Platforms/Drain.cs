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
    /// <param name="atMost">Then what is in flight stays in flight in the books read.</param>
    /// <param name="progress">Shows what is waited for; null to show nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BackendUnavailableException">A store stays down for half a minute.</exception>
    public async Task<DrainedPlatform> WaitAsync(TimeSpan atMost, VerbProgress? progress, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        using var step = progress?.Begin(new DrainLine(time));
        while (time.GetElapsedTime(since) < atMost)
        {
            var (inFlight, isAtRest) = await _patient.ExecuteAsync(LookAsync, cancellationToken);
            step?.Line.Report(inFlight);
            if (isAtRest)
                break;
            await Task.Delay(s_lookEvery, time, cancellationToken);
        }

        return await _patient.ExecuteAsync(
            async token =>
            {
                var sums = await backends.Ledger.SumAsync(token);
                return new DrainedPlatform(
                    sums.Frames, sums.Frames.Balance && sums.Messages.Balance,
                    await CanonicalMapHash.ComputeAsync(backends.Map, token));
            },
            cancellationToken);
    }

    // In this order: what was in flight is in the evidence, and there unpublished, before it leaves the books.
    private async ValueTask<(long InFlight, bool IsAtRest)> LookAsync(CancellationToken cancellationToken)
    {
        var inFlight = (await backends.Ledger.SumAsync(cancellationToken)).Frames.InFlight;
        return (inFlight, inFlight == 0 && !await backends.Evidence.FindUnpublishedAsync(cancellationToken).AnyAsync(cancellationToken));
    }
}
