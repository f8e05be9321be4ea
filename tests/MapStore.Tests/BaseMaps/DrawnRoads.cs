using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapStore.Tests.BaseMaps;

/// <summary>Straight roads of 600 m side by side, one way each, spread over several cells of the base map.</summary>
internal static class DrawnRoads
{
    private const double LengthM = 600;
    private const double ApartM = 700;

    private static readonly LocalProjection s_plane = new(GeoPoint.FromDegrees(8.69, 49.41));

    public static RoadSegment Road(int way, SpeedLimit? limit = null)
    {
        ImmutableArray<GeoPoint> line =
            [s_plane.ToGeo(new PlanarPoint(way * ApartM, 0)), s_plane.ToGeo(new PlanarPoint(way * ApartM + LengthM, 0))];
        return new RoadSegment
        {
            Id = SegmentIds.Of(way, 2 * way, 2 * way + 1, 0), OsmWayId = way, OsmFromNodeId = 2 * way, OsmToNodeId = 2 * way + 1,
            Line = line, LengthM = Sphere.LengthM(line.AsSpan()), Class = RoadClass.Residential,
            ForwardAllowed = true, BackwardAllowed = true, ForwardLimit = limit, BackwardLimit = limit,
        };
    }

    /// <summary>The roads from one way to another, all with a limit of 50.</summary>
    public static ImportedRoads Roads(int first, int last) =>
        ImportedRoads.Of(Enumerable.Range(first, last - first + 1).Select(way => Road(way, SpeedLimit.Kmh(50))));
}
