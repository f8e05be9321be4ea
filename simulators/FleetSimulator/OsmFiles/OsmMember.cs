namespace Telemetry.FleetSimulator.OsmFiles;

/// <summary>A member of an OSM relation.</summary>
/// <param name="IsWay">True for a way, false for a node.</param>
/// <param name="Id">The way or node.</param>
/// <param name="Role">For example <c>from</c>.</param>
public readonly record struct OsmMember(bool IsWay, long Id, string Role);
