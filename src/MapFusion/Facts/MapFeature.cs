using System.Collections.Immutable;
using Telemetry.Contracts.Geography;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// One published fact in canonical form. Two features are the same fact exactly where <see cref="GeoJson"/> is equal.
/// </summary>
/// <param name="Collection">The collection it belongs to.</param>
/// <param name="Id">Unique within the collection, 1 to 64 characters of <c>[a-z0-9_-]</c>.</param>
/// <param name="Line">The geometry, at least two positions.</param>
/// <param name="GeoJson">
/// The whole GeoJSON feature on one line, without <c>version</c> and <c>published_at</c>; properties in a fixed order and
/// quantised as I3 says. The canonical map is these lines.
/// </param>
public sealed record MapFeature(MapCollection Collection, string Id, ImmutableArray<GeoPoint> Line, string GeoJson)
{
    /// <summary>True where vehicles taught it; false where the base map says it, confirmed or not.</summary>
    public bool IsLearned { get; init; }
}
