namespace Telemetry.FleetSimulator.Driving.Drivers;

/// <summary>How somebody drives.</summary>
public enum DriverKind : byte
{
    /// <summary>Below the limit, with distance.</summary>
    Calm = 0,

    /// <summary>About at the limit.</summary>
    Average = 1,

    /// <summary>Above the limit, close behind others.</summary>
    Brisk = 2,

    /// <summary>A van or lorry: slow to gain speed, and never above 90 km/h.</summary>
    Lorry = 3,
}
