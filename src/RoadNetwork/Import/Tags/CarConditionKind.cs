namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>When a condition is met, seen from a car.</summary>
internal enum CarConditionKind
{
    /// <summary>It is not understood.</summary>
    Unread,

    /// <summary>Never: it speaks of other vehicles.</summary>
    Never,

    /// <summary>Always: it speaks of what every car is.</summary>
    Always,

    /// <summary>At times, in some weather, or for some drivers.</summary>
    Sometimes,
}
