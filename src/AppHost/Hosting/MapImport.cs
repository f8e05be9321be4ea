using Telemetry.Backends;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.BaseMaps;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Hosting;

/// <summary>Reads OSM extracts and puts roads in force as the base map.</summary>
internal static class MapImport
{
    /// <summary>Reads an extract.</summary>
    /// <param name="map">The extract.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="country">ISO 3166-1 in two capitals; null takes the country that the extract's tags name.</param>
    /// <exception cref="OsmFormatException">The extract is corrupt or holds no road; nothing was imported.</exception>
    public static ImportedRoads Read(
        FileInfo map, VerbProgress progress, CancellationToken cancellationToken, string? country = null)
    {
        using var step = progress.Begin(
            new ProgressMeter($"Reading {map.Name}", $"Read {map.Name}", ProgressUnit.Bytes, progress.Time));
        var read = new Told<ImportProgress>(value => step.Line.Update(value.BytesRead, value.TotalBytes));
        var roads = RoadImporter.Import(new OsmSource(map.Name, map.OpenRead), country, read, cancellationToken);
        step.Complete();

        // What reading needed is as large as the roads: without this it would stay until publishing has filled the heap again.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return roads;
    }

    /// <summary>Puts roads in force: when it returns, they are the base map and published.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">A store cannot be reached; import again.</exception>
    public static async Task<BaseMapImportReport> PublishAsync(
        ImportedRoads roads, string sourceName, PlatformBackends backends, VerbProgress progress,
        CancellationToken cancellationToken, Action<SegmentChange>? tell = null)
    {
        using var step = progress.Begin(
            new ProgressMeter("Publishing the map", "Published", ProgressUnit.Of("segments"), progress.Time));
        step.Line.Update(0, roads.Segments.Length);
        var import = new BaseMapImport(
            backends.BaseMaps, backends.Map, backends.Evidence, backends.Leases, FusionOptions.Default, backends.Time);
        var published = new Told<BaseMapImportProgress>(value => step.Line.Update(value.Published, value.Total));
        var report = await import.RunAsync(roads, BaseMapOrigin.OpenStreetMap(sourceName), published, cancellationToken, tell);
        step.Complete();
        return report;
    }
}
