using System.Text.Json.Serialization;

namespace Telemetry.ChunkBuffer.Queue;

/// <summary>The JSON of queue messages, generated when the project is built.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WorkItemBody))]
[JsonSerializable(typeof(DeadLetterBody))]
internal sealed partial class QueueJsonContext : JsonSerializerContext;
