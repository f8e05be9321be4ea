namespace Telemetry.RoadNetwork.Model;

/// <summary>
/// Which of a country's default limits a road stands under as far as its tags say so (<c>zone:traffic</c>,
/// <c>source:maxspeed</c>, <c>maxspeed:type</c>, <c>maxspeed</c> with a country, <c>motorroad</c>).
/// </summary>
public enum LimitZone : byte
{
    /// <summary>No tag says.</summary>
    Unknown = 0,

    /// <summary>Within a built-up area: <c>DE:urban</c>, <c>GB:nsl_restricted</c>.</summary>
    Urban = 1,

    /// <summary>Outside built-up areas: <c>DE:rural</c>, <c>GB:nsl_single</c>.</summary>
    Rural = 2,

    /// <summary>A road for motor vehicles only, or one with separate carriageways: <c>motorroad=yes</c>, <c>RO:trunk</c>, <c>GB:nsl_dual</c>.</summary>
    Motorroad = 3,

    /// <summary>A motorway: <c>DE:motorway</c>.</summary>
    Motorway = 4,

    /// <summary>A street shared with playing children: <c>DE:living_street</c>.</summary>
    LivingStreet = 5,
}
