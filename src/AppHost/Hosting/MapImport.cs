namespace Telemetry.AppHost.Hosting;

/// <summary>Imports an OSM extract into the base-map store that an environment names.</summary>
internal static class MapImport
{
    /// <summary>Returns once the new base-map version is complete and current.</summary>
    public static Task RunAsync(
        FileInfo map,
        IReadOnlyDictionary<string, string> environment,
        IProgress<string> progress,
        CancellationToken cancellationToken) =>
        throw new NotSupportedException("The import is not composed yet.");
}
