using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts.Faults;
using Telemetry.MapStore.Keys;

namespace Telemetry.Backends;

/// <summary>Loads the epoch keys before anything else starts and destroys keys that are due, every hour.</summary>
internal sealed partial class EpochKeyRefresh(EpochKeyRing ring, TimeProvider time, ILogger<EpochKeyRefresh> logger)
    : BackgroundService
{
    private static readonly TimeSpan s_every = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_tryAgain = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        while (!await TryRefreshAsync(cancellationToken))
            await Task.Delay(s_tryAgain, time, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryRefreshAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task<bool> TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ring.RefreshAsync(cancellationToken);
            return true;
        }
        catch (BackendUnavailableException exception)
        {
            LogPutOff(exception.Message);
            return false;
        }
    }

    [LoggerMessage(4001, LogLevel.Warning, "The epoch keys cannot be refreshed now: {Reason}")]
    private partial void LogPutOff(string reason);
}
