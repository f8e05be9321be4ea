using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// Which roads a cell's facts depend on, and the other way round. Both follow from the base map and the grid alone, so that a
/// cell looks at the same roads whoever derives it. Pure.
/// </summary>
public static class CellReach
{
    /// <summary>The cells whose facts may depend on a road's evidence, each once.</summary>
    public static IEnumerable<CellId> CellsAround(RoadSegment road) =>
        CellsOf(road).SelectMany(CellGrid.Evidence.Around).Distinct();

    /// <summary>The roads whose evidence a cell's facts depend on, by id: those near it or a neighbour of it.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="roads">The base map in <see cref="BoxOfRoads"/>.</param>
    public static IReadOnlyList<RoadSegment> RoadsAround(CellId cell, RoadGraph roads)
    {
        var around = CellGrid.Evidence.Around(cell).ToHashSet();
        var (box, own) = (BoxAround(cell), CellGrid.Evidence.BoxOf(cell));
        var centre = new GeoPoint(
            (int)(((long)own.WestE7 + own.EastE7) / 2), (int)(((long)own.SouthE7 + own.NorthE7) / 2));
        var radiusM = new[] { box.WestE7, box.EastE7 }
            .SelectMany(_ => new[] { box.SouthE7, box.NorthE7 }, (lon, lat) => new GeoPoint(lon, lat))
            .Max(corner => Sphere.DistanceM(centre, corner));
        var near = new List<NearSegment>();
        roads.FindNear(centre, radiusM, near);
        return [.. near.Select(found => roads.Segment(found.SegmentIndex))
            .Where(road => CellsOf(road).Any(around.Contains))
            .OrderBy(road => road.Id)];
    }

    /// <summary>
    /// Where the roads lie that a cell looks at: those whose traffic tells closures, and those that candidate roads of its may run along
    /// or join.
    /// </summary>
    public static GeoBox BoxOfRoads(CellId cell) =>
        CandidateRoads.Reach(cell).Select(CellGrid.Evidence.BoxOf).Aggregate((a, b) => a.Union(b));

    private static GeoBox BoxAround(CellId cell) =>
        CellGrid.Evidence.Around(cell).Select(CellGrid.Evidence.BoxOf).Aggregate((a, b) => a.Union(b));

    // By the road's box: a little more than it touches, but always the same.
    private static IEnumerable<CellId> CellsOf(RoadSegment road) =>
        CellGrid.Evidence.CellsIn(GeoBox.Around(road.Line.AsSpan()));
}
