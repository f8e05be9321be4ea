namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>Whether a way is part of the road network, and if not, why.</summary>
internal enum WayVerdict
{
    /// <summary>A road for cars.</summary>
    Drivable,

    /// <summary>Another kind of way: a path, a track, a road not built yet.</summary>
    NotARoad,

    /// <summary>A place, not a line.</summary>
    Area,

    /// <summary>A road that cars may not use.</summary>
    ClosedToCars,
}
