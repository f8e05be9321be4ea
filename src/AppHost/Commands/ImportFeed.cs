using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.Published;

namespace Telemetry.AppHost.Commands;

/// <summary>What an import wrote to the change feed.</summary>
/// <param name="Upserts">Features inserted or replaced.</param>
/// <param name="Deletes">Features deleted.</param>
/// <param name="Collections">The same by collection, those with a change.</param>
internal sealed record ImportFeed(long Upserts, long Deletes, IReadOnlyDictionary<string, FeedCount> Collections)
{
    public static ImportFeed Of(PublishedCounts counts) => new(
        counts.Upserts, counts.Deletes, counts.Collections.ToDictionary(count => count.Key.Name(), count => count.Value));
}
