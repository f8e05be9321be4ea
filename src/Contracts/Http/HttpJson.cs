using System.Text.Json.Serialization;

namespace Telemetry.Contracts.Http;

/// <summary>JSON of the HTTP contract's own bodies: snake case, nulls left out of problems. Safe for use by many threads.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FramesAccepted))]
[JsonSerializable(typeof(ReceiptStatus))]
[JsonSerializable(typeof(ProblemReport))]
public sealed partial class HttpJson : JsonSerializerContext;
