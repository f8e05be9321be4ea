using Telemetry.ChunkBuffer.Chunks;

namespace Telemetry.ChunkBuffer.Queue;

/// <summary>Points a worker to a chunk.</summary>
/// <param name="Chunk">The chunk to read.</param>
/// <param name="BaseMap">Sequence number of the base map in force when it was sent.</param>
/// <param name="Model">Version of the matching and fusion models in force when it was sent.</param>
/// <param name="Messages">How many messages the chunk holds.</param>
/// <param name="Frames">How many counted frames they hold.</param>
/// <param name="EnqueuedAt">When it was first sent; kept when it is sent again.</param>
public sealed record WorkItem(ChunkId Chunk, long BaseMap, int Model, int Messages, int Frames, DateTimeOffset EnqueuedAt);
