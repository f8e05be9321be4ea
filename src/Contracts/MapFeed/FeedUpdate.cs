using System.Text.Json;

namespace Telemetry.Contracts.MapFeed;

/// <summary>One line of the map API's change feed, as <c>GET /v1/updates</c> writes it.</summary>
/// <param name="Version">Strictly increasing over the feed.</param>
/// <param name="Collection">The feature's collection, for example <c>speed-limits</c>.</param>
/// <param name="FeatureId">The feature's id within the collection.</param>
/// <param name="Op"><c>upsert</c> or <c>delete</c>.</param>
/// <param name="Feature">The GeoJSON feature; null on a delete.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="ReceivedAt">When the newest frame behind it was received; null where no frame was.</param>
public sealed record FeedUpdate(
    long Version, string Collection, string FeatureId, string Op, JsonElement? Feature, DateTimeOffset PublishedAt,
    DateTimeOffset? ReceivedAt)
{
    /// <summary>True where the feature is to be dropped.</summary>
    public bool IsDelete => Op == "delete";
}
