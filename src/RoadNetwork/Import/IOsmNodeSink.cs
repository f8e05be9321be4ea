using Telemetry.Contracts.Geography;

namespace Telemetry.RoadNetwork.Import;

/// <summary>Takes the nodes that matter out of a pass over all nodes.</summary>
internal interface IOsmNodeSink
{
    /// <summary>Where the sink keeps a node; negative for a node that it does not want.</summary>
    int IndexOf(long nodeId);

    /// <summary>Hands over a wanted node.</summary>
    void Place(int index, GeoPoint position, OsmTags tags);
}
