using System.Globalization;
using Microsoft.Extensions.Options;
using Telemetry.ChunkBuffer.Commit;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.Contracts.Http;
using Telemetry.HttpHosting.Problems;
using Telemetry.Receiver.Intake;
using Telemetry.Receiver.Options;

namespace Telemetry.Receiver.Receipts;

/// <summary>Gives receipts and says what became of what they stand for. Safe for use by many threads.</summary>
internal sealed class ReceiptBook(
    ReceiptSigners signers, EpochKeyLoader keys, IChunkLedger ledger, IOptions<ReceiverOptions> options, TimeProvider time)
{
    private readonly TimeSpan _keptFor = options.Value.ReceiptsFor;

    /// <summary>The receipt for a batch that is durable.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The keys are not loaded.</exception>
    public string Issue(CommittedBatch batch) => signers.Sign(batch);

    /// <summary>The state of a receipt, or 404 for one never given and 410 for one too old.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The ledger cannot be reached.</exception>
    public async Task<(ReceiptStatus? Status, Problem? Problem)> FindAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await keys.EnsureAsync(now, cancellationToken);
        // A receipt of the day before yesterday is still told from a forged one.
        if (!signers.TryRead(id, now - 2 * _keptFor, now, out var batch))
            return (null, Problem.NotFound("The receipt was not given here."));
        if (now - batch.Chunk.CreatedAt > _keptFor)
            return (null, Problem.Gone("Receipts can be asked for during 24 hours."));
        var entry = await ledger.FindAsync(batch.Chunk, cancellationToken);
        return entry is null || batch.FirstMessage + batch.Messages > entry.Messages.Count
            ? (null, Problem.NotFound("The ledger does not know the receipt's chunk."))
            : (Sum(id, entry, batch), null);
    }

    private static ReceiptStatus Sum(string id, ChunkEntry entry, CommittedBatch batch)
    {
        var lines = entry.Messages.Skip(batch.FirstMessage).Take(batch.Messages).ToArray();
        var waiting = lines.Count(line => line.Outcome == MessageOutcome.InFlight);
        var dead = lines.Count(line => line.Outcome == MessageOutcome.DeadLettered);
        var state = waiting == lines.Length ? ReceiptStates.Queued
            : waiting > 0 ? ReceiptStates.Processing
            : dead == lines.Length ? ReceiptStates.Dead
            : ReceiptStates.Applied;
        var error = dead == 0 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{dead} of {lines.Length} messages were given up: {lines.First(line => line.Outcome == MessageOutcome.DeadLettered).Error}");
        return new ReceiptStatus(
            id, state, lines.Length, lines.Sum(line => line.Frames), lines.Sum(line => line.Matched), error);
    }
}
