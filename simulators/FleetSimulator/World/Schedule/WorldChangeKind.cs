namespace Telemetry.FleetSimulator.World.Schedule;

/// <summary>What happens to a road.</summary>
public enum WorldChangeKind
{
    /// <summary>Its signs are exchanged: from then on it has another limit.</summary>
    Limit = 0,

    /// <summary>Nobody may enter it any more; who is on it drives on to its end.</summary>
    Close = 1,

    /// <summary>It may be driven. A road whose first change this is was closed until then, and the base map lacks it.</summary>
    Open = 2,
}
