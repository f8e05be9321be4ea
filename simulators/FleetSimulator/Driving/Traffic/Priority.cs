namespace Telemetry.FleetSimulator.Driving.Traffic;

/// <summary>What a driver owes to others at the end of an edge.</summary>
internal enum Priority : byte
{
    /// <summary>Drives on.</summary>
    Free = 0,

    /// <summary>Lets those of more important roads pass.</summary>
    Yield = 1,

    /// <summary>Stands first, then lets the others pass.</summary>
    Stop = 2,

    /// <summary>Waits for green.</summary>
    Signal = 3,
}
