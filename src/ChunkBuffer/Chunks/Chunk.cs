using Telemetry.ChunkBuffer.Frames;

namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>A decoded chunk.</summary>
/// <param name="Header">What it says about itself.</param>
/// <param name="Messages">Its messages, in the order written.</param>
public sealed record Chunk(ChunkHeader Header, IReadOnlyList<VehicleMessage> Messages);
