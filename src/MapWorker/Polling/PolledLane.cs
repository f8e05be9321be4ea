using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.MapWorker.Polling;

/// <summary>A lane that the worker polls, and the heartbeat that keeps hidden what it holds of it.</summary>
internal sealed record PolledLane(IWorkQueue Queue, VisibilityHeartbeat Heartbeat);
