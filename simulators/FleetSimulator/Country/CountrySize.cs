namespace Telemetry.FleetSimulator.Country;

/// <summary>What a generated country holds.</summary>
/// <param name="Towns">Towns.</param>
/// <param name="Nodes">OSM nodes.</param>
/// <param name="Ways">OSM ways, also those that are no roads.</param>
/// <param name="Segments">Junction-to-junction segments that an import finds, up to a few for each town where data is broken.</param>
public readonly record struct CountrySize(int Towns, long Nodes, long Ways, long Segments);
