using Telemetry.MapFusion.Facts;

namespace Telemetry.MapStore.Published;

/// <summary>Names a feature in the whole map; ordered by collection, then id, ordinal: the canonical map's order.</summary>
/// <param name="Collection">The collection.</param>
/// <param name="Id">The id within it.</param>
internal readonly record struct FeatureKey(MapCollection Collection, string Id) : IComparable<FeatureKey>
{
    /// <inheritdoc/>
    public int CompareTo(FeatureKey other)
    {
        var byCollection = Collection.CompareTo(other.Collection);
        return byCollection != 0 ? byCollection : string.CompareOrdinal(Id, other.Id);
    }
}
