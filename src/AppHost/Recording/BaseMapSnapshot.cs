using Telemetry.FleetSimulator.Recording;
using Telemetry.MapStore.BaseMaps;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Recording;

/// <summary>The base map that was in force while bodies were recorded: without it they would be matched to other roads.</summary>
internal static class BaseMapSnapshot
{
    /// <summary>Copies the newest base map into a recording.</summary>
    /// <exception cref="InvalidDataException">There is no base map.</exception>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The store cannot be reached.</exception>
    public static async Task WriteAsync(IBaseMapStore source, BodyRecording recording, CancellationToken cancellationToken)
    {
        var target = new DiskBaseMapStore(recording.BaseMapFolder);
        if (await BaseMapCopy.CopyNewestAsync(source, target, cancellationToken) is null)
            throw new InvalidDataException("There is no base map to record: ./telemetry import FILE comes first.");
    }

    /// <summary>The roads of a recording's base map.</summary>
    /// <exception cref="InvalidDataException">The recording has none.</exception>
    /// <exception cref="OsmFormatException">It has an extract, which is corrupt.</exception>
    public static async Task<ImportedRoads> ReadAsync(BodyRecording recording, CancellationToken cancellationToken)
    {
        if (File.Exists(recording.BaseMapFile))
            return RoadImporter.Import(
                new OsmSource(Path.GetFileName(recording.BaseMapFile), () => File.OpenRead(recording.BaseMapFile)), null, cancellationToken);
        var reader = new BaseMapReader(new DiskBaseMapStore(recording.BaseMapFolder), new BaseMapReaderOptions());
        var map = await reader.FindNewestAsync(cancellationToken) ??
            throw new InvalidDataException($"The recording holds no base map ({recording.BaseMapFolder}).");
        return ImportedRoads.Of(await reader.LoadAllAsync(map, cancellationToken)) with
        {
            TurnRestrictions = await reader.LoadRestrictionsAsync(map, cancellationToken),
            Country = map.Country,
        };
    }
}
