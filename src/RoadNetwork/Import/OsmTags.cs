namespace Telemetry.RoadNetwork.Import;

/// <summary>The tags of one OSM element. Filled anew for each element by its reader; not kept by whoever is handed it.</summary>
internal sealed class OsmTags
{
    private readonly List<(string Key, string Value)> _tags = [];

    /// <summary>The value of a key, the last one where it is repeated; null where it is absent.</summary>
    public string? this[string key]
    {
        get
        {
            for (var i = _tags.Count - 1; i >= 0; i--)
                if (string.Equals(_tags[i].Key, key, StringComparison.Ordinal))
                    return _tags[i].Value;
            return null;
        }
    }

    public int Count => _tags.Count;

    public void Clear() => _tags.Clear();

    public void Add(string key, string value) => _tags.Add((key, value));

    /// <summary>Key and value at a place, from 0.</summary>
    public (string Key, string Value) At(int index) => _tags[index];

    /// <summary>True where a key begins so.</summary>
    public bool HasPrefix(string prefix)
    {
        foreach (var (key, _) in _tags)
            if (key.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>True where the key has the value.</summary>
    public bool Has(string key, string value) => string.Equals(this[key], value, StringComparison.Ordinal);
}
