namespace Telemetry.RoadNetwork.Import;

/// <summary>One OSM way as read. Reused from way to way by its reader; not kept by whoever is handed it.</summary>
internal sealed class OsmWay
{
    public long Id { get; set; }

    /// <summary>Node ids in the way's order.</summary>
    public List<long> Refs { get; } = [];

    public OsmTags Tags { get; } = new();
}
