using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>Writes a base map: cells and index first, in any order, the manifest last.</summary>
internal sealed class BaseMapWriter(IBaseMapStore store)
{
    // A store answers in milliseconds, most of which it waits itself.
    private const int PutsAtOnce = 8;

    /// <summary>What the base map would be listed as, without anything being written.</summary>
    public static BaseMapManifest Plan(ImportedRoads roads, ImmutableArray<RoadCell> cells, BaseMapOrigin origin, long sequence)
    {
        // Encoded here for the checksums and again to be written: twice the time, and a country's bytes are not held.
        ImmutableArray<BaseMapCell> listed =
        [
            .. cells.AsParallel().AsOrdered().Select(cell =>
                new BaseMapCell(cell.Cell, cell.Segments.Length, RoadCellCodec.ChecksumOf(RoadCellCodec.Encode(cell)))),
        ];
        return new BaseMapManifest
        {
            Sequence = sequence,
            ContentHash = BaseMapManifest.HashOf(listed),
            Box = roads.Segments.Select(s => GeoBox.Around(s.Line.AsSpan())).Aggregate((a, b) => a.Union(b)),
            Ways = roads.Report.Ways,
            Segments = roads.Segments.Length,
            TaggedLimits = roads.Report.TaggedLimits,
            Cells = listed,
            IndexShards = [.. SegmentIndex.Encode(roads.Segments).Select(shard => SegmentIndex.ChecksumOf(shard))],
            SourceName = origin.SourceName,
            Attribution = origin.Attribution,
            Country = roads.Country,
        };
    }

    /// <summary>
    /// Writes the base map. What an interrupted import left under the same number is overwritten; cells of it that this map
    /// does not have are never asked for.
    /// </summary>
    public async Task WriteAsync(
        BaseMapManifest manifest, ImportedRoads roads, ImmutableArray<RoadCell> cells, CancellationToken cancellationToken)
    {
        await PutAsync(
            cells,
            (cell, token) => store.PutCellAsync(manifest.Sequence, cell.Cell, RoadCellCodec.Encode(cell), token)).ConfigureAwait(false);
        await PutAsync(
            SegmentIndex.Encode(roads.Segments).Select((bytes, shard) => (Bytes: bytes, Shard: shard)),
            (index, token) => store.PutCellAsync(manifest.Sequence, SegmentIndex.StoreCellOf(index.Shard), index.Bytes, token))
            .ConfigureAwait(false);
        await store.PutManifestAsync(manifest.Sequence, BaseMapManifestCodec.Encode(manifest), cancellationToken).ConfigureAwait(false);

        Task PutAsync<T>(IEnumerable<T> objects, Func<T, CancellationToken, Task> put) => Parallel.ForEachAsync(
            objects,
            new ParallelOptions { MaxDegreeOfParallelism = PutsAtOnce, CancellationToken = cancellationToken },
            async (one, token) => await put(one, token).ConfigureAwait(false));
    }
}
