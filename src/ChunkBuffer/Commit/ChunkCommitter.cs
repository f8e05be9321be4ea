using System.Security.Cryptography;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Commit;

/// <summary>Makes one chunk durable: bytes, then ledger entry, then work item. A crash in between loses nothing that was
/// acknowledged; an entry without its item is sent again by the ledger's sweep.</summary>
internal sealed class ChunkCommitter(
    IChunkStore store, IChunkLedger ledger, IReadOnlyList<IWorkQueue> lanes, Func<ChunkVersions> versions, TimeProvider time)
{
    /// <summary>Commits the batches as one chunk, in their order; returns its id.</summary>
    public async Task<ChunkId> CommitAsync(
        IReadOnlyList<PendingBatch> batches, WorkLane lane, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = new ChunkId(
            Hash128.ReadFrom(RandomNumberGenerator.GetBytes(Hash128.Size)),
            DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()));
        var version = versions();
        var messages = batches.SelectMany(b => b.Messages).ToList();
        var chunk = ChunkCodec.Assemble(new ChunkHeader(id, version.BaseMap, version.Model), messages);
        var item = new WorkItem(
            id, version.BaseMap, version.Model, messages.Count, messages.Sum(m => m.CountedFrames), id.CreatedAt);
        var lines = messages.ConvertAll(m => new MessageEntry(m.Frames, 0, MessageOutcome.InFlight, null));
        var refused = batches.Aggregate(default(RefusedCounts), (sum, b) => sum + b.Refused);

        await store.PutAsync(id, chunk, cancellationToken);
        await ledger.OpenAsync(new ChunkEntry(item, lane, lines, refused, null), cancellationToken);
        await QueueOf(lane).SendAsync(item, cancellationToken);
        return id;
    }

    private IWorkQueue QueueOf(WorkLane lane) => lanes.First(q => q.Lane == lane);
}
