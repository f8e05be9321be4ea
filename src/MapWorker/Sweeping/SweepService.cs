using Telemetry.Contracts.Faults;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Sweeping;

/// <summary>Runs the sweeps, on one worker at a time.</summary>
internal sealed partial class SweepService(
    ILeaseStore leases, UnpublishedSweep unpublished, ResendSweep resend, IPublishedMap map, MapWorkerOptions options,
    TimeProvider time, ILogger<SweepService> logger) : BackgroundService
{
    private const string LeaseName = "sweep";
    private static readonly TimeSpan s_compactEvery = TimeSpan.FromHours(1);
    private long _compactedAt = time.GetTimestamp();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.SweepEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }

        await ReleaseAsync();
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!await leases.TryAcquireAsync(
                LeaseName, options.Name, time.GetUtcNow(), options.SweepEvery * 3, cancellationToken))
                return;
            var published = await unpublished.RunAsync(cancellationToken);
            var sent = await resend.RunAsync(cancellationToken);
            if (published + sent > 0)
                LogSwept(published, sent);
            if (time.GetElapsedTime(_compactedAt) < s_compactEvery)
                return;
            await map.CompactAsync(time.GetUtcNow(), cancellationToken);
            _compactedAt = time.GetTimestamp();
        }
        catch (BackendUnavailableException exception)
        {
            // The next sweep finds the same.
            LogSweepPutOff(exception.Message);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A defect here must not stop the worker, which would take it to the next holder of the lease.
            LogSweepFailed(exception);
        }
    }

    private async Task ReleaseAsync()
    {
        try
        {
            await leases.ReleaseAsync(LeaseName, options.Name, CancellationToken.None);
        }
        catch (BackendUnavailableException exception)
        {
            // It runs out by itself.
            LogSweepPutOff(exception.Message);
        }
    }

    [LoggerMessage(3501, LogLevel.Information, "The sweep published {Grains} grains and sent {Items} work items again.")]
    private partial void LogSwept(int grains, int items);

    [LoggerMessage(3502, LogLevel.Warning, "The sweep is put off: {Reason}")]
    private partial void LogSweepPutOff(string reason);

    [LoggerMessage(3503, LogLevel.Error, "A sweep failed.")]
    private partial void LogSweepFailed(Exception exception);
}
