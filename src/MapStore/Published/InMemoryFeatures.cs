using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;

namespace Telemetry.MapStore.Published;

/// <summary>
/// The entries of a map in memory, found by key, by version and by place. Not safe for use by many threads: the caller holds
/// a lock.
/// </summary>
internal sealed class InMemoryFeatures
{
    /// <summary>Above so many cells a box is answered by walking the whole collection.</summary>
    private const int MaxCells = 4096;

    private readonly Dictionary<FeatureKey, FeedEntry> _byKey = [];
    private readonly Dictionary<MapCollection, SortedSet<string>> _live = [];
    private readonly Dictionary<(MapCollection Collection, CellId Cell), HashSet<string>> _byCell = [];

    // In order of version; a line that its feature has outlived stays until there are more of those than of others.
    private List<(long Version, FeatureKey Key)> _log = [];

    /// <summary>Live features, in canonical order.</summary>
    public IEnumerable<FeedEntry> Live => MapCollections.All.SelectMany(collection => From(collection, null));

    /// <summary>Deleted features, in no order.</summary>
    public IEnumerable<FeedEntry> Deleted => _byKey.Values.Where(entry => entry.GeoJson is null);

    /// <summary>How many features of a collection live.</summary>
    public long CountOf(MapCollection collection) => _live.TryGetValue(collection, out var ids) ? ids.Count : 0;

    /// <summary>The entry of a feature, live or deleted; null where there is none.</summary>
    public FeedEntry? Find(FeatureKey key) => _byKey.GetValueOrDefault(key);

    /// <summary>The live features of a collection behind an id, in ordinal order.</summary>
    public IEnumerable<FeedEntry> From(MapCollection collection, string? afterId)
    {
        if (!_live.TryGetValue(collection, out var ids))
            return [];
        var behind = afterId is null ? ids : ids.GetViewBetween(afterId + '\0', "\uffff");
        return behind.Select(id => _byKey[new FeatureKey(collection, id)]);
    }

    /// <summary>The live features of a collection whose line meets a box, in no order.</summary>
    public IEnumerable<FeedEntry> Meeting(MapCollection collection, GeoBox box)
    {
        var cells = CellGrid.Evidence.CellsIn(box).Take(MaxCells + 1).ToList();
        var candidates = cells.Count > MaxCells
            ? From(collection, null)
            : cells.SelectMany(cell => _byCell.GetValueOrDefault((collection, cell)) ?? [])
                .Distinct(StringComparer.Ordinal).Select(id => _byKey[new FeatureKey(collection, id)]);
        return candidates.Where(entry => LineGeometry.Meets(entry.Line.AsSpan(), box));
    }

    /// <summary>The current entries behind a version, in order of version.</summary>
    public IEnumerable<FeedEntry> After(long version)
    {
        var index = _log.BinarySearch((version + 1, default), Comparer<(long Version, FeatureKey Key)>.Create(
            (a, b) => a.Version.CompareTo(b.Version)));
        for (var i = index < 0 ? ~index : index; i < _log.Count; i++)
        {
            if (_byKey.TryGetValue(_log[i].Key, out var entry) && entry.Version == _log[i].Version)
                yield return entry;
        }
    }

    /// <summary>Puts an entry whose version is above all others.</summary>
    public void Put(FeedEntry entry)
    {
        Remove(entry.Key);
        _byKey[entry.Key] = entry;
        _log.Add((entry.Version, entry.Key));
        if (_log.Count > 2 * _byKey.Count + 1000)
            _log = [.. After(0).Select(current => (current.Version, current.Key))];
        if (entry.GeoJson is null)
            return;
        if (!_live.TryGetValue(entry.Key.Collection, out var ids))
            _live[entry.Key.Collection] = ids = new SortedSet<string>(StringComparer.Ordinal);
        ids.Add(entry.Key.Id);
        foreach (var cell in CellsOf(entry))
        {
            if (!_byCell.TryGetValue((entry.Key.Collection, cell), out var here))
                _byCell[(entry.Key.Collection, cell)] = here = new HashSet<string>(StringComparer.Ordinal);
            here.Add(entry.Key.Id);
        }
    }

    /// <summary>Replaces an entry by one of the same version, line and text.</summary>
    public void Replace(FeedEntry entry) => _byKey[entry.Key] = entry;

    /// <summary>Forgets a feature.</summary>
    public void Remove(FeatureKey key)
    {
        if (!_byKey.Remove(key, out var entry) || entry.GeoJson is null)
            return;
        _live[key.Collection].Remove(key.Id);
        foreach (var cell in CellsOf(entry))
        {
            var here = _byCell[(key.Collection, cell)];
            here.Remove(key.Id);
            if (here.Count == 0)
                _byCell.Remove((key.Collection, cell));
        }
    }

    private static IEnumerable<CellId> CellsOf(FeedEntry entry) =>
        CellGrid.Evidence.CellsIn(GeoBox.Around(entry.Line.AsSpan()));
}
