using Microsoft.Extensions.Options;
using Telemetry.Contracts.Faults;
using Telemetry.MapStore.Keys;
using Telemetry.Receiver.Options;

namespace Telemetry.Receiver.Composition;

/// <summary>Loads the epoch keys at start and destroys those that are due from time to time.</summary>
internal sealed partial class EpochKeyRefresh(
    EpochKeyRing ring, IOptions<ReceiverOptions> options, TimeProvider time, ILogger<EpochKeyRefresh> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.KeyRefresh, time);
        do
        {
            try
            {
                await ring.RefreshAsync(stoppingToken);
            }
            catch (BackendUnavailableException fault)
            {
                // Posts load the keys themselves where they are missing; the next round destroys what is due.
                LogNotRefreshed(logger, fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventId = 2002, Level = LogLevel.Warning, Message = "The epoch keys could not be refreshed")]
    private static partial void LogNotRefreshed(ILogger logger, Exception fault);
}
