using Telemetry.ChunkBuffer.Frames;

namespace Telemetry.MapWorker.Processing;

/// <summary>A message of a chunk, or why its bytes cannot be read. One of the two is set.</summary>
internal readonly record struct ReadMessage(VehicleMessage? Message, string? Error);
