using Telemetry.Contracts.Faults;
using Telemetry.MapStore.Leases;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Cells;

/// <summary>
/// Derives the facts of cells where evidence is new, every few seconds; of all workers one at a time, under a lease.
/// </summary>
internal sealed partial class CellService(
    ILeaseStore leases, CellRound round, MapWorkerOptions options, TimeProvider time, ILogger<CellService> logger)
    : BackgroundService
{
    private const string LeaseName = "cells";

    /// <summary>A round rests for so many times as long as it took.</summary>
    private const int RestRatio = 10;

    private static readonly TimeSpan s_leaseTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestRest = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var rest = options.CellsEvery;
            while (true)
            {
                await Task.Delay(rest, time, stoppingToken);
                var started = time.GetTimestamp();
                await RunAsync(all: false, stoppingToken);
                var took = time.GetElapsedTime(started) * RestRatio;
                rest = took > s_longestRest ? s_longestRest : took;
                if (rest < options.CellsEvery)
                    rest = options.CellsEvery;
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // What is left now, a sweep of another worker would find only after a while.
        try
        {
            await RunAsync(all: true, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // There is no time for it.
        }
    }

    private async Task RunAsync(bool all, CancellationToken cancellationToken)
    {
        try
        {
            if (!await round.IsDueAsync(all, cancellationToken) || !await HoldAsync(cancellationToken))
                return;
            try
            {
                await round.RunAsync(all, HoldAsync, cancellationToken);
            }
            finally
            {
                await leases.ReleaseAsync(LeaseName, options.Name, CancellationToken.None);
            }
        }
        catch (BackendUnavailableException exception)
        {
            // The next round does the same again, and the lease runs out by itself.
            LogPutOff(exception.Message);
        }
    }

    private Task<bool> HoldAsync(CancellationToken cancellationToken) =>
        leases.TryAcquireAsync(LeaseName, options.Name, time.GetUtcNow(), s_leaseTime, cancellationToken);

    [LoggerMessage(3601, LogLevel.Warning, "Deriving candidate roads and closures is put off: {Reason}")]
    private partial void LogPutOff(string reason);
}
