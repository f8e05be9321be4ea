namespace Telemetry.ChunkBuffer.Queue;

/// <summary>How much waits in a queue; approximate, as SQS says it.</summary>
/// <param name="Visible">Items ready to be received.</param>
/// <param name="InFlight">Items held by workers.</param>
public readonly record struct QueueDepth(long Visible, long InFlight);
