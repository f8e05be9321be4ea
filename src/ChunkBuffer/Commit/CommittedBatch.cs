using Telemetry.ChunkBuffer.Chunks;

namespace Telemetry.ChunkBuffer.Commit;

/// <summary>Where a batch ended up: durable, in the ledger and queued.</summary>
/// <param name="Chunk">The chunk that holds the whole batch.</param>
/// <param name="FirstMessage">Index of the batch's first message in the chunk.</param>
/// <param name="Messages">How many messages of the batch follow each other from there.</param>
public readonly record struct CommittedBatch(ChunkId Chunk, int FirstMessage, int Messages);
