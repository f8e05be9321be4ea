using System.Collections.Concurrent;
using System.Collections.Immutable;
using Telemetry.Contracts.Faults;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>
/// Reads base maps and keeps decoded cells in memory. Every object is held against the checksum in the manifest; one that is
/// missing, damaged or of another import makes the base map unavailable
/// (<see cref="BackendUnavailableException"/> with a <see cref="BaseMapFormatException"/> inside): it is never the fault of
/// whoever asked. Safe for use by many threads; two that ask for the same cell at once may both load it.
/// </summary>
public sealed class BaseMapReader
{
    private const string Backend = "base map";

    private readonly IBaseMapStore _store;
    private readonly CellCache _cells;
    private readonly ConcurrentDictionary<long, BaseMapManifest> _manifests = new();

    /// <param name="store">Where base maps are.</param>
    /// <param name="options">How much is kept in memory.</param>
    public BaseMapReader(IBaseMapStore store, BaseMapReaderOptions options)
    {
        options.Validate();
        _store = store;
        _cells = new CellCache(options.MaxCachedSegments);
    }

    /// <summary>The newest complete base map; null where there is none.</summary>
    /// <exception cref="BackendUnavailableException">The store is down, or the base map damaged.</exception>
    public async Task<BaseMapManifest?> FindNewestAsync(CancellationToken cancellationToken) =>
        await _store.FindNewestAsync(cancellationToken).ConfigureAwait(false) is { } newest
            ? await FindAsync(newest, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>A base map by its sequence number; null where there is no such map.</summary>
    /// <exception cref="BackendUnavailableException">The store is down, or the base map damaged.</exception>
    public async Task<BaseMapManifest?> FindAsync(long baseMap, CancellationToken cancellationToken)
    {
        if (_manifests.TryGetValue(baseMap, out var known))
            return known;
        if (await _store.GetManifestAsync(baseMap, cancellationToken).ConfigureAwait(false) is not { } bytes)
            return null;
        var manifest = Decoded(() => BaseMapManifestCodec.Decode(bytes.Span));
        if (manifest.Sequence != baseMap)
            throw Damaged($"manifest of base map {baseMap}", $"it is that of base map {manifest.Sequence}");
        return _manifests.GetOrAdd(baseMap, manifest);
    }

    /// <summary>The segments that touch any of the cells, in order of id, each once; cells that the map does not have are empty.</summary>
    /// <exception cref="BackendUnavailableException">The store is down, or the base map damaged.</exception>
    public async Task<IReadOnlyList<RoadSegment>> LoadCellsAsync(
        BaseMapManifest map, IEnumerable<CellId> cells, CancellationToken cancellationToken)
    {
        var segments = new Dictionary<SegmentId, RoadSegment>();
        foreach (var cell in cells)
            foreach (var segment in (await LoadCellAsync(map, cell, cancellationToken).ConfigureAwait(false))?.Segments ?? [])
                segments.TryAdd(segment.Id, segment);
        return [.. segments.Values.OrderBy(segment => segment.Id)];
    }

    /// <summary>All segments in order of id: for maps that fit into memory as a whole.</summary>
    /// <exception cref="BackendUnavailableException">The store is down, or the base map damaged.</exception>
    public Task<IReadOnlyList<RoadSegment>> LoadAllAsync(BaseMapManifest map, CancellationToken cancellationToken) =>
        LoadCellsAsync(map, map.Cells.Select(cell => cell.Cell), cancellationToken);

    /// <summary>The turn restrictions of the whole map, in order.</summary>
    /// <exception cref="BackendUnavailableException">The store is down, or the base map damaged.</exception>
    public Task<ImmutableArray<TurnRestriction>> LoadRestrictionsAsync(BaseMapManifest map, CancellationToken cancellationToken) =>
        LoadRestrictionsAsync(map, map.Cells.Select(cell => cell.Cell), cancellationToken);

    /// <summary>The turn restrictions whose first segment touches any of the cells, in order, each once.</summary>
    /// <exception cref="BackendUnavailableException">The store is down, or the base map damaged.</exception>
    public async Task<ImmutableArray<TurnRestriction>> LoadRestrictionsAsync(
        BaseMapManifest map, IEnumerable<CellId> cells, CancellationToken cancellationToken)
    {
        var restrictions = new SortedSet<TurnRestriction>();
        foreach (var cell in cells)
            restrictions.UnionWith((await LoadCellAsync(map, cell, cancellationToken).ConfigureAwait(false))?.TurnRestrictions ?? []);
        return [.. restrictions];
    }

    /// <summary>A segment; null where the map does not have it.</summary>
    /// <param name="map">The base map.</param>
    /// <param name="id">The segment.</param>
    /// <param name="homeCell">
    /// Where the segment was at home when last seen: then only that cell is read. Null, or a road that has moved: the index is
    /// asked.
    /// </param>
    /// <param name="cancellationToken">Cancels loading.</param>
    /// <exception cref="BackendUnavailableException">The store is down, or the base map damaged.</exception>
    public async Task<RoadSegment?> FindSegmentAsync(
        BaseMapManifest map, SegmentId id, CellId? homeCell, CancellationToken cancellationToken)
    {
        if (homeCell is { } hint && await FindInCellAsync(map, hint, id, cancellationToken).ConfigureAwait(false) is { } found)
            return found;
        var shard = SegmentIndex.ShardOf(id, map.IndexShards.Length);
        var index = await LoadIndexAsync(map, shard, cancellationToken).ConfigureAwait(false);
        if (index.Find(id) is not { } cell)
            return null;
        return await FindInCellAsync(map, cell, id, cancellationToken).ConfigureAwait(false) ??
            throw Damaged($"index of base map {map.Sequence}", $"segment {id} is not in the cell {cell} that it names");
    }

    /// <summary>A shard of the index; not kept in memory.</summary>
    /// <param name="map">The base map.</param>
    /// <param name="shard">From 0.</param>
    /// <param name="cancellationToken">Cancels loading.</param>
    /// <exception cref="BackendUnavailableException">The store is down, or the base map damaged.</exception>
    public async Task<SegmentIndex> LoadIndexAsync(BaseMapManifest map, int shard, CancellationToken cancellationToken)
    {
        var what = $"index shard {shard} of base map {map.Sequence}";
        var bytes = await LoadAsync(map, SegmentIndex.StoreCellOf(shard), what, cancellationToken).ConfigureAwait(false);
        var index = Decoded(() => SegmentIndex.Decode(bytes.Span));
        return SegmentIndex.ChecksumOf(bytes.Span) == map.IndexShards[shard] ? index : throw Damaged(what, "it is of another import");
    }

    private async Task<RoadSegment?> FindInCellAsync(
        BaseMapManifest map, CellId cell, SegmentId id, CancellationToken cancellationToken)
    {
        if (await LoadCellAsync(map, cell, cancellationToken).ConfigureAwait(false) is not { } loaded)
            return null;
        int low = 0, high = loaded.Segments.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = loaded.Segments[middle].Id.CompareTo(id);
            if (order == 0)
                return loaded.Segments[middle];
            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    private async Task<RoadCell?> LoadCellAsync(BaseMapManifest map, CellId cell, CancellationToken cancellationToken)
    {
        if (_cells.Find(map.Sequence, cell) is { } known)
            return known;
        if (map.IndexOf(cell) is not (>= 0 and var place))
            return null;
        var what = $"cell {cell} of base map {map.Sequence}";
        var bytes = await LoadAsync(map, cell, what, cancellationToken).ConfigureAwait(false);
        var loaded = Decoded(() => RoadCellCodec.Decode(bytes.Span));
        if (loaded.Cell != cell || RoadCellCodec.ChecksumOf(bytes.Span) != map.Cells[place].Checksum)
            throw Damaged(what, "it is of another import");
        _cells.Add(map.Sequence, loaded);
        return loaded;
    }

    private async Task<ReadOnlyMemory<byte>> LoadAsync(
        BaseMapManifest map, CellId key, string what, CancellationToken cancellationToken) =>
        await _store.GetCellAsync(map.Sequence, key, cancellationToken).ConfigureAwait(false) ??
        throw Damaged(what, "the store does not hold it");

    private static T Decoded<T>(Func<T> decode)
    {
        try
        {
            return decode();
        }
        catch (BaseMapFormatException fault)
        {
            throw new BackendUnavailableException(Backend, fault);
        }
    }

    private static BackendUnavailableException Damaged(string what, string problem) =>
        new(Backend, new BaseMapFormatException(what, problem));
}
