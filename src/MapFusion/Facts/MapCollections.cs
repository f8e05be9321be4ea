using System.Collections.Immutable;

namespace Telemetry.MapFusion.Facts;

/// <summary>The collections and their names in the HTTP contract.</summary>
public static class MapCollections
{
    private static readonly ImmutableArray<string> s_names =
        ["candidate-roads", "closures", "geometry-updates", "road-segments", "speed-limits"];

    /// <summary>All collections, in the canonical map's order.</summary>
    public static ImmutableArray<MapCollection> All { get; } = [.. Enum.GetValues<MapCollection>()];

    /// <summary>The name in paths and in the change feed, for example <c>speed-limits</c>.</summary>
    public static string Name(this MapCollection collection) => s_names[(int)collection];

    /// <summary>The collection of a name; false where there is none.</summary>
    public static bool TryParse(string? name, out MapCollection collection)
    {
        var index = name is null ? -1 : s_names.IndexOf(name);
        collection = index < 0 ? default : (MapCollection)index;
        return index >= 0;
    }
}
