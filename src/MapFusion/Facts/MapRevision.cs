namespace Telemetry.MapFusion.Facts;

/// <summary>
/// What a publication was derived from. Ordered by base map first: a newer base map replaces what an older one gave.
/// </summary>
/// <param name="BaseMap">The base map's sequence number, from 1.</param>
/// <param name="Evidence">The grain's evidence revision, 0 where it has no evidence.</param>
public readonly record struct MapRevision(long BaseMap, long Evidence) : IComparable<MapRevision>
{
    /// <inheritdoc/>
    public int CompareTo(MapRevision other)
    {
        var byBaseMap = BaseMap.CompareTo(other.BaseMap);
        return byBaseMap != 0 ? byBaseMap : Evidence.CompareTo(other.Evidence);
    }
}
