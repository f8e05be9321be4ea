using System.Text.Json.Serialization;

namespace Telemetry.Contracts.MapFeed;

/// <summary>JSON of the change feed, in snake case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FeedPage))]
internal sealed partial class FeedJson : JsonSerializerContext;
