using Telemetry.RoadNetwork.Cells;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>Copies a base map from one store to another, byte for byte and under its number.</summary>
public static class BaseMapCopy
{
    /// <summary>Copies the newest base map; cells and index first, the manifest last.</summary>
    /// <returns>The base map's number; null where <paramref name="source"/> has none.</returns>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">A store is down, or the base map damaged.</exception>
    public static async Task<long?> CopyNewestAsync(
        IBaseMapStore source, IBaseMapStore target, CancellationToken cancellationToken)
    {
        var map = await new BaseMapReader(source, new BaseMapReaderOptions()).FindNewestAsync(cancellationToken).ConfigureAwait(false);
        if (map is null)
            return null;
        var keys = map.Cells.Select(cell => cell.Cell)
            .Concat(Enumerable.Range(0, map.IndexShards.Length).Select(SegmentIndex.StoreCellOf));
        foreach (var key in keys)
        {
            if (await source.GetCellAsync(map.Sequence, key, cancellationToken).ConfigureAwait(false) is { } bytes)
                await target.PutCellAsync(map.Sequence, key, bytes, cancellationToken).ConfigureAwait(false);
        }

        await target.PutManifestAsync(map.Sequence, BaseMapManifestCodec.Encode(map), cancellationToken).ConfigureAwait(false);
        return map.Sequence;
    }
}
