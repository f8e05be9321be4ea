using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Queue;

/// <summary>The texts of queue messages: work items and dead letters as JSON.</summary>
internal static class QueueJson
{
    public static string Write(WorkItem item) => JsonSerializer.Serialize(
        new WorkItemBody(
            item.Chunk.ToString(), item.Chunk.CreatedAt, item.BaseMap, item.Model, item.Messages, item.Frames, item.EnqueuedAt),
        QueueJsonContext.Default.WorkItemBody);

    public static string Write(DeadLetter letter) => JsonSerializer.Serialize(
        new DeadLetterBody(
            letter.Chunk.ToString(), letter.Chunk.CreatedAt, letter.Message, letter.Reason, letter.Detail, letter.At),
        QueueJsonContext.Default.DeadLetterBody);

    /// <summary>Null where the text is no work item.</summary>
    public static WorkItem? ReadWorkItem(string text)
    {
        var body = Read(text, QueueJsonContext.Default.WorkItemBody);
        return body?.EnqueuedAt is { } enqueuedAt && ChunkOf(body.Chunk, body.CreatedAt) is { } chunk
            ? new WorkItem(chunk, body.BaseMap, body.Model, body.Messages, body.Frames, enqueuedAt)
            : null;
    }

    /// <summary>A letter, or a work item that the queue itself gave up on, as a letter; null where the text is neither.</summary>
    public static DeadLetter? ReadDeadLetter(string text)
    {
        var body = Read(text, QueueJsonContext.Default.DeadLetterBody);
        if (body is { Reason: { } reason, Detail: { } detail } && ChunkOf(body.Chunk, body.CreatedAt) is { } chunk)
            return new DeadLetter(chunk, body.Message, reason, detail, body.At);
        return ReadWorkItem(text) is { } item
            ? new DeadLetter(item.Chunk, null, QueueLimits.GivenUpReason, QueueLimits.GivenUpDetail, item.EnqueuedAt)
            : null;
    }

    private static ChunkId? ChunkOf(string? id, DateTimeOffset createdAt) =>
        Hash128.TryParse(id, out var value) ? new ChunkId(value, createdAt) : null;

    private static T? Read<T>(string text, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(text, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
