namespace Telemetry.Contracts.Geography;

/// <summary>A direction of travel along a base segment, seen from the OSM way's order of nodes.</summary>
public enum TravelDirection : byte
{
    /// <summary>In the way's order of nodes.</summary>
    Forward = 0,

    /// <summary>Against the way's order of nodes.</summary>
    Backward = 1,
}
