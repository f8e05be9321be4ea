using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Processing;

/// <summary>
/// Takes one work item from its chunk to the closed books. Every step may be repeated: a chunk that was completed before is
/// passed over, contributions that are known change nothing, outcomes are set once. Safe for use by many threads.
/// </summary>
internal sealed partial class ChunkProcessor(
    IChunkStore chunks, IChunkLedger ledger, IDeadLetterQueue deadLetters, MessageProcessor messages, Outage outage,
    WorkerMetrics metrics, MapWorkerOptions options, TimeProvider time, ILogger<ChunkProcessor> logger)
{
    /// <summary>Returns once the item may be deleted. Waits while a store is down.</summary>
    /// <exception cref="OperationCanceledException">The worker stops; the item goes back to the queue.</exception>
    public async Task ProcessAsync(ReceivedWorkItem received, CancellationToken cancellationToken)
    {
        var item = received.Item;
        var entry = await outage.RideOutAsync(token => ledger.FindAsync(item.Chunk, token), cancellationToken);
        if (entry?.CompletedAt is not null)
            return;
        if (time.GetUtcNow() - item.Chunk.CreatedAt > options.ChunkLifetime)
        {
            await GiveUpAsync(entry, item, "expired", "The chunk is older than the platform applies.", cancellationToken);
            return;
        }

        var bytes = await outage.RideOutAsync(token => chunks.GetAsync(item.Chunk, token), cancellationToken);
        if (bytes is not { } found)
        {
            await GiveUpAsync(entry, item, "missing", "The chunk store has no such chunk.", cancellationToken);
            return;
        }

        IReadOnlyList<VehicleMessage> decoded;
        try
        {
            decoded = ChunkCodec.Decode(found).Messages;
        }
        catch (ChunkFormatException exception)
        {
            // The format checks itself: the same bytes fail the same way on every try.
            await GiveUpAsync(entry, item, "corrupt", exception.Message, cancellationToken);
            return;
        }

        var outcomes = await Task.WhenAll(decoded.Select(message => messages.ProcessAsync(message, cancellationToken)));
        await CompleteAsync(item, outcomes, cancellationToken);
    }

    private async Task CompleteAsync(WorkItem item, MessageEntry[] outcomes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var dead = outcomes.Index()
            .Where(line => line.Item.Outcome == MessageOutcome.DeadLettered)
            .Select(line => new DeadLetter(item.Chunk, line.Index, "poison", line.Item.Error ?? "", now))
            .ToList();
        if (dead.Count > 0)
            await outage.RideOutAsync(token => deadLetters.AddAsync(dead, token), cancellationToken);
        if (!await outage.RideOutAsync(token => ledger.TryCompleteAsync(item.Chunk, outcomes, now, token), cancellationToken))
        {
            LogCompletedElsewhere(item.Chunk.ToString());
            return;
        }

        foreach (var outcome in outcomes)
            metrics.Completed(outcome.Outcome.ToString(), outcome.Frames);
    }

    private async Task GiveUpAsync(
        ChunkEntry? entry, WorkItem item, string reason, string detail, CancellationToken cancellationToken)
    {
        LogGivenUp(item.Chunk.ToString(), reason, detail);
        var letter = new DeadLetter(item.Chunk, null, reason, detail, time.GetUtcNow());
        await outage.RideOutAsync(token => deadLetters.AddAsync([letter], token), cancellationToken);
        if (entry is null)
            return;
        var lines = entry.Messages
            .Select(line => line with { Outcome = MessageOutcome.DeadLettered, Error = reason })
            .ToList();
        await outage.RideOutAsync(
            token => ledger.TryCompleteAsync(item.Chunk, lines, time.GetUtcNow(), token), cancellationToken);
    }

    [LoggerMessage(3201, LogLevel.Error, "Chunk {Chunk} is given up ({Reason}): {Detail}")]
    private partial void LogGivenUp(string chunk, string reason, string detail);

    [LoggerMessage(3202, LogLevel.Information, "Chunk {Chunk} was completed by another delivery meanwhile.")]
    private partial void LogCompletedElsewhere(string chunk);
}
