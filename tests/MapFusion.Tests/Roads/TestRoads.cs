using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Roads;

/// <summary>Straight roads around one place, built from metres east and north.</summary>
internal static class TestRoads
{
    private static readonly LocalProjection s_plane = new(GeoPoint.FromDegrees(8.69, 49.41));

    public static GeoPoint At(double eastM, double northM) => s_plane.ToGeo(new PlanarPoint(eastM, northM));

    public static RoadSegment Segment(
        int way, double fromEast, double toEast, SpeedLimit? limit = null, bool oneWay = false, double north = 0)
    {
        ImmutableArray<GeoPoint> line = [At(fromEast, north), At(toEast, north)];
        return new RoadSegment
        {
            Id = SegmentIds.Of(way, (long)fromEast, (long)toEast, 0), OsmWayId = way,
            OsmFromNodeId = 1_000 + (long)fromEast, OsmToNodeId = 1_000 + (long)toEast,
            Line = line, LengthM = Sphere.LengthM(line.AsSpan()), Class = RoadClass.Residential,
            ForwardAllowed = true, BackwardAllowed = !oneWay, ForwardLimit = limit, BackwardLimit = oneWay ? null : limit,
            Name = "Straße \"1\"",
        };
    }

    /// <summary>A straight road from one node to another, which lie where metres say.</summary>
    public static RoadSegment Between((int Node, double East, double North) from, (int Node, double East, double North) to)
    {
        ImmutableArray<GeoPoint> line = [At(from.East, from.North), At(to.East, to.North)];
        return Segment(from.Node * 1_000 + to.Node, 0, 1) with
        {
            Id = SegmentIds.Of(from.Node * 1_000 + to.Node, from.Node, to.Node, 0), OsmFromNodeId = from.Node, OsmToNodeId = to.Node,
            Line = line, LengthM = Sphere.LengthM(line.AsSpan()),
        };
    }

    /// <summary>Segments end to end eastwards from 0, all of way 1.</summary>
    public static RoadSegment[] Chain(SpeedLimit? limit, params double[] lengths)
    {
        var segments = new List<RoadSegment>();
        var east = 0.0;
        foreach (var length in lengths)
        {
            segments.Add(Segment(1, east, east + length, limit));
            east += length;
        }

        return [.. segments];
    }

    public static int IndexOf(this RoadGraph graph, RoadSegment segment) =>
        graph.TryFind(segment.Id, out var index) ? index : throw new InvalidOperationException("The segment is not in the graph.");
}
