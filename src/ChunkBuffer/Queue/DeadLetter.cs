using Telemetry.ChunkBuffer.Chunks;

namespace Telemetry.ChunkBuffer.Queue;

/// <summary>A message (or a whole chunk) that was given up on, and why.</summary>
/// <param name="Chunk">The chunk it stands in.</param>
/// <param name="Message">Its index in the chunk; null for the whole chunk.</param>
/// <param name="Reason">A short stable word: <c>poison</c>, <c>expired</c>, <c>corrupt</c>, <c>missing</c>.</param>
/// <param name="Detail">What went wrong, in words; no positions and no identities.</param>
/// <param name="At">When it was given up.</param>
public sealed record DeadLetter(ChunkId Chunk, int? Message, string Reason, string Detail, DateTimeOffset At);
