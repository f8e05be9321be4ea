using Telemetry.Contracts.Faults;
using Polly;
using Polly.Retry;

namespace Telemetry.MapWorker.Processing;

/// <summary>
/// Runs operations against the stores and repeats them while a store is down: an outage never counts against the work at
/// hand. While <see cref="Ongoing"/>, the worker fetches no more work. Safe for use by many threads.
/// </summary>
internal sealed partial class Outage
{
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(5);

    private readonly ResiliencePipeline _pipeline;
    private readonly ILogger<Outage> _logger;
    private int _waiting;

    public Outage(TimeProvider time, ILogger<Outage> logger)
    {
        _logger = logger;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<BackendUnavailableException>(),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = s_firstDelay,
                MaxDelay = s_longestDelay,
                OnRetry = retry =>
                {
                    LogUnavailable(retry.Outcome.Exception!.Message, retry.AttemptNumber + 1);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>True while some operation waits for a store to come back.</summary>
    public bool Ongoing => Volatile.Read(ref _waiting) > 0;

    /// <summary>Runs the operation until no store it needs is down.</summary>
    public async Task<T> RideOutAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        var counted = false;
        try
        {
            return await _pipeline.ExecuteAsync(
                async token =>
                {
                    try
                    {
                        return await operation(token);
                    }
                    catch (BackendUnavailableException) when (!counted)
                    {
                        counted = true;
                        Interlocked.Increment(ref _waiting);
                        throw;
                    }
                },
                cancellationToken);
        }
        finally
        {
            if (counted)
                Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Runs the operation until no store it needs is down.</summary>
    public Task RideOutAsync(Func<CancellationToken, Task> operation, CancellationToken cancellationToken) =>
        RideOutAsync(
            async token =>
            {
                await operation(token);
                return true;
            },
            cancellationToken);

    [LoggerMessage(3001, LogLevel.Warning, "{Reason} Waiting for it to come back (try {Attempt}).")]
    private partial void LogUnavailable(string reason, int attempt);
}
