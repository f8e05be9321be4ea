namespace Telemetry.FleetSimulator.Driving.Traffic;

/// <summary>What keeps a fleet's vehicles from driving as they like.</summary>
public sealed record TrafficOptions
{
    /// <summary>Nobody else on the road and no lights: every vehicle for itself.</summary>
    public static TrafficOptions None { get; } = new() { Interacts = false, Signals = false, RushHours = false };

    /// <summary>True where vehicles keep distance and give way to each other; true by default.</summary>
    public bool Interacts { get; init; } = true;

    /// <summary>True where larger junctions have traffic lights, and some minor roads a stop sign; true by default.</summary>
    public bool Signals { get; init; } = true;

    /// <summary>True where cars that are not of the fleet slow it down, by hour of the day; true by default.</summary>
    public bool RushHours { get; init; } = true;
}
