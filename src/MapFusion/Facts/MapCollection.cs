namespace Telemetry.MapFusion.Facts;

/// <summary>A collection of the published map. The order is the canonical map's.</summary>
public enum MapCollection : byte
{
    /// <summary><c>candidate-roads</c>: roads driven that the base map lacks.</summary>
    CandidateRoads = 0,

    /// <summary><c>closures</c>: base segments that are no longer driven.</summary>
    Closures = 1,

    /// <summary><c>geometry-updates</c>: corrected lines of base segments.</summary>
    GeometryUpdates = 2,

    /// <summary><c>road-segments</c>: the base map itself.</summary>
    RoadSegments = 3,

    /// <summary><c>speed-limits</c>: every limit in effect, learned and base.</summary>
    SpeedLimits = 4,
}
