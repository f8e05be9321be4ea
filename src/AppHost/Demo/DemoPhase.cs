namespace Telemetry.AppHost.Demo;

/// <summary>What goes on in a demo.</summary>
internal enum DemoPhase
{
    /// <summary>Vehicles are on the road.</summary>
    Driving,

    /// <summary>They have parked; what they sent is on its way to the map.</summary>
    Draining,

    /// <summary>The map cannot be read for now.</summary>
    MapUnreadable,

    /// <summary>All that was sent is in the map.</summary>
    Done,
}
