using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;

namespace Telemetry.MapStore.Published;

/// <summary>Which features to read. Pages are in order of id, so that a walk meets every feature once while the map changes.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Box">Only features whose geometry meets the box; null for all.</param>
/// <param name="AfterId">Only ids behind this one, in ordinal order; null from the start.</param>
/// <param name="Limit">At most so many, 1 to 10,000.</param>
public sealed record FeatureQuery(MapCollection Collection, GeoBox? Box, string? AfterId, int Limit);
