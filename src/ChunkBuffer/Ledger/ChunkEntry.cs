using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>A chunk's item in the ledger.</summary>
/// <param name="Item">The work item that points to the chunk, for sending it again.</param>
/// <param name="Lane">The lane it was sent to.</param>
/// <param name="Messages">One line per message, in the chunk's order.</param>
/// <param name="Refused">What the receiver refused since its last entry.</param>
/// <param name="CompletedAt">When the outcomes were set; null while in flight.</param>
public sealed record ChunkEntry(
    WorkItem Item, WorkLane Lane, IReadOnlyList<MessageEntry> Messages, RefusedCounts Refused, DateTimeOffset? CompletedAt)
{
    /// <summary>The chunk.</summary>
    public ChunkId Chunk => Item.Chunk;
}
