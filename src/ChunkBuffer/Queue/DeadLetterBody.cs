namespace Telemetry.ChunkBuffer.Queue;

/// <summary>A dead letter as JSON.</summary>
internal sealed record DeadLetterBody(
    string? Chunk, DateTimeOffset CreatedAt, int? Message, string? Reason, string? Detail, DateTimeOffset At);
