namespace Telemetry.RoadNetwork.Import;

/// <summary>One OSM relation as read. Reused from relation to relation by its reader; not kept by whoever is handed it.</summary>
internal sealed class OsmRelation
{
    public long Id { get; set; }

    /// <summary>Members in the relation's order.</summary>
    public List<OsmMember> Members { get; } = [];

    public OsmTags Tags { get; } = new();
}
