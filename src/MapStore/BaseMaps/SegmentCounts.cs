using System.Collections.Immutable;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>How two base maps differ in segments, by id.</summary>
/// <param name="Added">Only in the later one.</param>
/// <param name="Kept">In both.</param>
/// <param name="Removed">Only in the earlier one.</param>
internal readonly record struct SegmentCounts(int Added, int Kept, int Removed)
{
    /// <summary>Compares a network with the base map before it, which may be null; reads that one's index, shard by shard.</summary>
    /// <param name="reader">Reads the base map before.</param>
    /// <param name="before">The base map before.</param>
    /// <param name="segments">The network, in order of id.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public static async Task<SegmentCounts> CompareAsync(
        BaseMapReader reader, BaseMapManifest? before, ImmutableArray<RoadSegment> segments, CancellationToken cancellationToken)
    {
        int kept = 0, removed = 0, at = 0;
        for (var shard = 0; shard < (before?.IndexShards.Length ?? 0); shard++)
        {
            var index = await reader.LoadIndexAsync(before!, shard, cancellationToken).ConfigureAwait(false);
            foreach (var id in index.Ids)
            {
                while (at < segments.Length && segments[at].Id.CompareTo(id) < 0)
                    at++;
                if (at < segments.Length && segments[at].Id == id)
                    kept++;
                else
                    removed++;
            }
        }

        return new SegmentCounts(segments.Length - kept, kept, removed);
    }
}
