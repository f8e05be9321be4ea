using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Processing;

/// <summary>
/// Takes one work item from its chunk to the closed books. Every step may be repeated: a chunk that was completed before is
/// passed over, contributions that are known change nothing, outcomes are set once. Safe for use by many threads.
/// </summary>
internal sealed partial class ChunkProcessor(
    ChunkLoader loader, IChunkLedger ledger, IDeadLetterQueue deadLetters, MessageProcessor messages, Outage outage,
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

        var content = await loader.LoadAsync(item.Chunk, cancellationToken);
        if (content.Reason is { } reason)
        {
            await GiveUpAsync(entry, item, reason, content.Detail, cancellationToken);
            return;
        }

        var outcomes = await Task.WhenAll(content.Messages.Select((read, index) => read.Message is { } message
            ? messages.ProcessAsync(message, cancellationToken)
            : Task.FromResult(Unreadable(entry, index, read.Error!))));
        await CompleteAsync(item, content, outcomes, cancellationToken);
    }

    /// <summary>The books know how many frames were accepted, also where they can no longer be read.</summary>
    private static MessageEntry Unreadable(ChunkEntry? entry, int index, string error) => new(
        index < entry?.Messages.Count ? entry.Messages[index].Frames : 0, 0, MessageOutcome.DeadLettered, error);

    private async Task CompleteAsync(
        WorkItem item, ChunkContent content, MessageEntry[] outcomes, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var dead = outcomes.Index()
            .Where(line => line.Item.Outcome == MessageOutcome.DeadLettered)
            .Select(line => new DeadLetter(
                item.Chunk, line.Index, content.Messages[line.Index].Error is null ? "poison" : "corrupt",
                line.Item.Error ?? "", now))
            .ToList();
        if (dead.Count > 0)
            await outage.RideOutAsync(token => deadLetters.AddAsync(dead, token), cancellationToken);
        await CloseAsync(item, outcomes, now, cancellationToken);
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
        await CloseAsync(item, lines, time.GetUtcNow(), cancellationToken);
    }

    private async Task CloseAsync(
        WorkItem item, IReadOnlyList<MessageEntry> lines, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await outage.RideOutAsync(token => ledger.TryCompleteAsync(item.Chunk, lines, now, token), cancellationToken))
        {
            LogCompletedElsewhere(item.Chunk.ToString());
            return;
        }

        foreach (var line in lines)
            metrics.Completed(line.Outcome.ToString(), line.Frames);
    }

    [LoggerMessage(3201, LogLevel.Error, "Chunk {Chunk} is given up ({Reason}): {Detail}")]
    private partial void LogGivenUp(string chunk, string reason, string detail);

    [LoggerMessage(3202, LogLevel.Information, "Chunk {Chunk} was completed by another delivery meanwhile.")]
    private partial void LogCompletedElsewhere(string chunk);
}
