namespace Telemetry.ChunkBuffer.Queue;

/// <summary>A work item as JSON.</summary>
internal sealed record WorkItemBody(
    string? Chunk, DateTimeOffset CreatedAt, long BaseMap, int Model, int Messages, int Frames, DateTimeOffset? EnqueuedAt);
