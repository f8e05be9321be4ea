namespace Telemetry.RoadNetwork.Model;

/// <summary>OSM's <c>highway</c> classes that a car may use, most important first; links carry their road's class.</summary>
public enum RoadClass : byte
{
    /// <summary><c>motorway</c>.</summary>
    Motorway = 0,

    /// <summary><c>trunk</c>.</summary>
    Trunk = 1,

    /// <summary><c>primary</c>.</summary>
    Primary = 2,

    /// <summary><c>secondary</c>.</summary>
    Secondary = 3,

    /// <summary><c>tertiary</c>.</summary>
    Tertiary = 4,

    /// <summary><c>unclassified</c> and <c>road</c>.</summary>
    Unclassified = 5,

    /// <summary><c>residential</c>.</summary>
    Residential = 6,

    /// <summary><c>living_street</c>.</summary>
    LivingStreet = 7,

    /// <summary><c>service</c>.</summary>
    Service = 8,
}
