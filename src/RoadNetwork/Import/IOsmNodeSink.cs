using Telemetry.Contracts.Geography;

namespace Telemetry.RoadNetwork.Import;

/// <summary>Takes the nodes that matter out of a pass over all nodes.</summary>
internal interface IOsmNodeSink
{
    /// <summary>Where the sink keeps a node; negative for a node that it does not want.</summary>
    int IndexOf(long nodeId);

    /// <summary>Hands over a wanted node.</summary>
    void Place(long nodeId, int index, GeoPoint position, OsmTags tags);

    /// <summary>Hands over a node with a traffic sign, wanted or not, after <see cref="Place"/> where it is.</summary>
    /// <param name="nodeId">The node.</param>
    /// <param name="index">What <see cref="IndexOf"/> said of it.</param>
    /// <param name="position">Where it is.</param>
    /// <param name="tags">All its tags.</param>
    void PlaceSign(long nodeId, int index, GeoPoint position, OsmTags tags);
}
