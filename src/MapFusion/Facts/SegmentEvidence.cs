using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts;

/// <summary>A segment together with what is known of it.</summary>
internal sealed class SegmentEvidence
{
    private readonly List<Voice>[] _voices;

    public SegmentEvidence(RoadSegment segment, JournaledState<SegmentDay>? state)
    {
        Segment = segment;
        Line = new SegmentLine(segment);
        Grid = SegmentGrid.Of(segment.LengthM);
        Days = state?.Days() ?? [];
        NewestDay = state?.NewestDay ?? -1;
        _voices = [Voice.In(Days, TravelDirection.Forward, Grid), Voice.In(Days, TravelDirection.Backward, Grid)];
    }

    public RoadSegment Segment { get; }

    public SegmentLine Line { get; }

    public SegmentGrid Grid { get; }

    public SortedDictionary<int, SegmentDay> Days { get; }

    public int NewestDay { get; }

    /// <summary>Metres in a bin.</summary>
    public double BinM => Grid.BinDm / 10.0;

    public List<Voice> VoicesIn(TravelDirection direction) => _voices[(int)direction];

    /// <summary>Begins a feature of this segment: the properties that every feature carries.</summary>
    public FeatureText Feature(MapCollection collection, string id, IReadOnlyList<GeoPoint> line) =>
        new FeatureText(collection, id, line)
            .Text("segment_id", Segment.Id.ToString())
            .Number("osm_way_id", Segment.OsmWayId)
            .Number("osm_from_node_id", Segment.OsmFromNodeId)
            .Number("osm_to_node_id", Segment.OsmToNodeId);
}
