using Telemetry.ChunkBuffer.Chunks;

namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>Where a posted batch stands.</summary>
/// <param name="Chunk">The chunk that holds it.</param>
/// <param name="FirstMessage">Index of its first message in the chunk, from 0.</param>
/// <param name="Messages">How many messages it has there; 0 where it brought nothing new.</param>
public readonly record struct Receipt(ChunkId Chunk, int FirstMessage, int Messages);
