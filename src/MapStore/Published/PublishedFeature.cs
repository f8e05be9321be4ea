using Telemetry.MapFusion.Facts;

namespace Telemetry.MapStore.Published;

/// <summary>A feature as the map holds it.</summary>
/// <param name="Collection">Its collection.</param>
/// <param name="Id">Its id.</param>
/// <param name="GeoJson">Its canonical GeoJSON.</param>
/// <param name="Version">The feed's version that last changed it.</param>
/// <param name="PublishedAt">When that was.</param>
public sealed record PublishedFeature(
    MapCollection Collection, string Id, string GeoJson, long Version, DateTimeOffset PublishedAt);
