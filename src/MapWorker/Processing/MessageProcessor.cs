using Telemetry.ChunkBuffer.Frames;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.Contracts.Faults;
using Telemetry.MapWorker.Grains;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Processing;

/// <summary>
/// Applies one message: match, contribute, hand to the grains. A message on which this fails is tried again and at last given
/// up by itself, so that the rest of its chunk applies. Safe for use by many threads.
/// </summary>
internal sealed partial class MessageProcessor(
    MessageMatcher matcher, IGrainEngine engine, Outage outage, MapWorkerOptions options, ILogger<MessageProcessor> logger)
{
    /// <summary>The message's line for the ledger: applied, repeated or dead-lettered.</summary>
    public async Task<MessageEntry> ProcessAsync(VehicleMessage message, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ApplyAsync(message, cancellationToken);
            }
            catch (Exception exception) when (IsPoison(exception))
            {
                LogPoison(exception, message.Key.ToString(), attempt);
                if (attempt >= options.PoisonTries)
                    return new MessageEntry(message.Frames.Length, 0, MessageOutcome.DeadLettered, exception.Message);
            }
        }
    }

    /// <summary>Whatever is neither a store that is down nor the worker stopping lies with the message.</summary>
    private static bool IsPoison(Exception exception) =>
        exception is not (OperationCanceledException or BackendUnavailableException or OutOfMemoryException);

    private async Task<MessageEntry> ApplyAsync(VehicleMessage message, CancellationToken cancellationToken)
    {
        var result = await outage.RideOutAsync(token => matcher.MatchAsync(message, token), cancellationToken);
        var receivedAt = DateTimeOffset.FromUnixTimeMilliseconds(message.ReceivedAtMs);
        var applied = await Task.WhenAll(result.Contributions
            .GroupBy(contribution => contribution.Grain)
            .Select(group => engine.ApplyAsync(group.Key, [.. group], receivedAt, cancellationToken)));
        var outcome = applied.Length > 0 && !applied.Contains(true) ? MessageOutcome.Repeated : MessageOutcome.Applied;
        return new MessageEntry(message.Frames.Length, result.Tally.Matched, outcome, null);
    }

    [LoggerMessage(3301, LogLevel.Warning, "Message {Message} failed on try {Attempt}.")]
    private partial void LogPoison(Exception exception, string message, int attempt);
}
