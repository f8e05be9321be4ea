namespace Telemetry.MapStore.BaseMaps;

/// <summary>Where a base map comes from.</summary>
/// <param name="SourceName">A file name, without folders: what a machine's folders are called is nobody's business.</param>
/// <param name="Attribution">Whom the map's users must name.</param>
public sealed record BaseMapOrigin(string SourceName, string Attribution)
{
    /// <summary>An OSM extract.</summary>
    /// <param name="path">The extract's path or name; folders are dropped.</param>
    public static BaseMapOrigin OpenStreetMap(string path) =>
        new(Path.GetFileName(path), "© OpenStreetMap contributors, ODbL 1.0");
}
