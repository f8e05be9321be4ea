namespace Telemetry.MapStore.BaseMaps;

/// <summary>What an import changed.</summary>
public sealed record BaseMapImportReport
{
    /// <summary>The base map in force now.</summary>
    public required long BaseMap { get; init; }

    /// <summary>The name of its content, 32 hexadecimal digits.</summary>
    public required string Version { get; init; }

    /// <summary>False where the base map in force before held the same roads already.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Drivable OSM ways.</summary>
    public required int Ways { get; init; }

    /// <summary>Segments.</summary>
    public required int Segments { get; init; }

    /// <summary>Drivable ways with a limit.</summary>
    public required int TaggedLimits { get; init; }

    /// <summary>Segments that the base map before did not have.</summary>
    public required int Added { get; init; }

    /// <summary>Segments of both, by id.</summary>
    public required int Kept { get; init; }

    /// <summary>Segments that only the base map before had.</summary>
    public required int Removed { get; init; }
}
