using Telemetry.Backends;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Published;

namespace Telemetry.AppHost.Status;

/// <summary>Reads <see cref="PlatformStatus"/> from the stores. Reads the whole ledger and map: for people and tests.</summary>
public sealed class PlatformStatusReader(
    IChunkLedger ledger, IEnumerable<IWorkQueue> queues, IDeadLetterQueue deadLetters, IEvidenceStore evidence,
    IPublishedMap map)
{
    private const int Peeked = 10;

    /// <summary>A reader of a platform's stores.</summary>
    public static PlatformStatusReader Of(PlatformBackends backends) =>
        new(backends.Ledger, backends.Queues, backends.DeadLetters, backends.Evidence, backends.Map);

    /// <summary>Reads it.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">A store cannot be reached.</exception>
    public async Task<PlatformStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var sums = await ledger.SumAsync(cancellationToken);
        var lanes = new List<QueueStatus>();
        foreach (var queue in queues.OrderBy(queue => queue.Lane))
        {
            var depth = await queue.DepthAsync(cancellationToken);
            lanes.Add(new QueueStatus(queue.Lane == WorkLane.Live ? "live" : "bulk", depth.Visible, depth.InFlight));
        }

        var letters = await deadLetters.PeekAsync(Peeked, cancellationToken);
        return new PlatformStatus
        {
            Frames = sums.Frames,
            Messages = sums.Messages,
            BooksBalance = sums.Frames.Balance && sums.Messages.Balance,
            OldestInFlight = sums.OldestInFlight,
            Queues = lanes,
            DeadLetters = [.. letters.Select(letter => new DeadLetterStatus(
                letter.Chunk.ToString(), letter.Message, letter.Reason, letter.Detail, letter.At))],
            Unpublished = await evidence.FindUnpublishedAsync(cancellationToken).CountAsync(cancellationToken),
            MapVersion = await map.FindNewestVersionAsync(cancellationToken),
            MapSha256 = await CanonicalMapHash.ComputeAsync(map, cancellationToken),
        };
    }
}
