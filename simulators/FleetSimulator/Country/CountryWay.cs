using Telemetry.FleetSimulator.OsmFiles;

namespace Telemetry.FleetSimulator.Country;

/// <summary>A way of a town.</summary>
/// <param name="Nodes">OSM node ids.</param>
/// <param name="Tags">Its tags.</param>
internal sealed record CountryWay(long[] Nodes, OsmTag[] Tags);
