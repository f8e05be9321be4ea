using System.Collections.Immutable;
using Telemetry.MapFusion.Facts;

namespace Telemetry.MapStore.Published;

/// <summary>How many changes went to the feed.</summary>
/// <param name="Collections">By collection, in the collections' order; those without a change are not there.</param>
public sealed record PublishedCounts(ImmutableSortedDictionary<MapCollection, FeedCount> Collections)
{
    /// <summary>No change at all.</summary>
    public static PublishedCounts None { get; } = new(ImmutableSortedDictionary<MapCollection, FeedCount>.Empty);

    /// <summary>Features inserted or replaced.</summary>
    public long Upserts => Collections.Values.Sum(count => count.Upserts);

    /// <summary>Features deleted.</summary>
    public long Deletes => Collections.Values.Sum(count => count.Deletes);

    /// <summary>All changes.</summary>
    public long Changes => Upserts + Deletes;

    /// <summary>These and others together.</summary>
    public PublishedCounts And(PublishedCounts other) => new(other.Collections.Aggregate(
        Collections, (sum, more) => sum.SetItem(more.Key, sum.GetValueOrDefault(more.Key).And(more.Value))));

    /// <summary>These and one more of a collection.</summary>
    public PublishedCounts And(MapCollection collection, FeedCount count) =>
        new(Collections.SetItem(collection, Collections.GetValueOrDefault(collection).And(count)));
}
