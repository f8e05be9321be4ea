using Telemetry.MapFusion.Facts;

namespace Telemetry.MapStore.Published;

/// <summary>One line of the change feed.</summary>
/// <param name="Version">Strictly increasing over the feed; never visible before a smaller one.</param>
/// <param name="Collection">The feature's collection.</param>
/// <param name="FeatureId">The feature's id.</param>
/// <param name="Operation">Upsert or delete.</param>
/// <param name="GeoJson">The feature's canonical GeoJSON; null on a delete.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="ReceivedAt">When the newest frame behind it was received; null where no frame was.</param>
public sealed record MapChange(
    long Version, MapCollection Collection, string FeatureId, ChangeOperation Operation, string? GeoJson,
    DateTimeOffset PublishedAt, DateTimeOffset? ReceivedAt);
