namespace Telemetry.FleetSimulator.OsmFiles;

/// <summary>A tag of an OSM element.</summary>
/// <param name="Key">For example <c>highway</c>.</param>
/// <param name="Value">For example <c>residential</c>.</param>
public readonly record struct OsmTag(string Key, string Value);
