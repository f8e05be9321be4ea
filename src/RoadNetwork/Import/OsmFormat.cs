namespace Telemetry.RoadNetwork.Import;

/// <summary>The formats that OSM extracts come in.</summary>
internal enum OsmFormat
{
    /// <summary>Protocol buffers in zlib blocks, <c>.osm.pbf</c>.</summary>
    Pbf,

    /// <summary>XML 0.6, <c>.osm</c>.</summary>
    Xml,
}
