namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>What reading a tag can come to besides its meaning.</summary>
internal enum TagFinding
{
    /// <summary>A limit that is not understood.</summary>
    UnreadLimit,

    /// <summary>A condition, or a tag with conditions, that is not understood.</summary>
    UnreadCondition,

    /// <summary>A number of lanes that is none.</summary>
    UnreadLanes,

    /// <summary>A width that is none.</summary>
    UnreadWidth,

    /// <summary>A limit for others than cars, by vehicle, weight, length or trailer; left out.</summary>
    LimitForOthers,
}
