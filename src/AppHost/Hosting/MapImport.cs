using Telemetry.Backends;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.BaseMaps;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Hosting;

/// <summary>Reads OSM extracts and puts roads in force as the base map.</summary>
internal static class MapImport
{
    private const int ReportEvery = 5_000;

    /// <summary>Reads an extract.</summary>
    /// <exception cref="OsmFormatException">The extract is corrupt or holds no road; nothing was imported.</exception>
    public static ImportedRoads Read(FileInfo map, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report($"Reading {map.Name}");
        return RoadImporter.Import(new OsmSource(map.Name, map.OpenRead), progress: null, cancellationToken);
    }

    /// <summary>Puts roads in force: when it returns, they are the base map and published.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">A store cannot be reached; import again.</exception>
    public static Task<BaseMapImportReport> PublishAsync(
        ImportedRoads roads, string sourceName, PlatformBackends backends, IProgress<string> progress,
        CancellationToken cancellationToken)
    {
        progress.Report($"Publishing {roads.Segments.Length} road segments");
        var import = new BaseMapImport(backends.BaseMaps, backends.Map, backends.Evidence, FusionOptions.Default, backends.Time);
        var published = new PublishProgress(progress);
        return import.RunAsync(roads, BaseMapOrigin.OpenStreetMap(sourceName), published, cancellationToken);
    }

    private sealed class PublishProgress(IProgress<string> lines) : IProgress<BaseMapImportProgress>
    {
        private int _next = ReportEvery;

        public void Report(BaseMapImportProgress value)
        {
            if (value.Published < _next)
                return;
            _next += ReportEvery;
            lines.Report($"Published {value.Published} of {value.Total}");
        }
    }
}
