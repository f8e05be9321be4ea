using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Facts;

/// <summary>The pieces of roads off the network in one cell. They follow from the cell's evidence alone. Pure.</summary>
internal sealed class CellPieces
{
    // A cut this near to the edge counts as one at it.
    private const double EdgeM = 0.05;

    private readonly CellId _cell;
    private readonly LocalProjection _plane;
    private readonly PlanarPoint _farCorner;
    private readonly List<RoadPiece> _pieces = [];

    private CellPieces(CellId cell)
    {
        var box = CellGrid.Evidence.BoxOf(cell);
        _cell = cell;
        _plane = new LocalProjection(new GeoPoint(box.WestE7, box.SouthE7));
        _farCorner = _plane.ToPlane(new GeoPoint(box.EastE7, box.NorthE7));
    }

    /// <summary>The pieces, in an order that follows from the evidence.</summary>
    public static IReadOnlyList<RoadPiece> Of(CellId cell, SortedDictionary<int, CellDay> days, FusionOptions options)
    {
        var pieces = new CellPieces(cell);
        var field = new OffRoadField(days, pieces._plane);
        foreach (var road in new RoadTracer(field, options).Trace())
            pieces.Cut(road);
        return pieces._pieces;
    }

    // Tracks reach a little beyond the cell, so that a line is known up to its edge; what lies beyond is the neighbour's to say.
    private void Cut(TracedRoad road)
    {
        var run = new List<PlanarPoint>();
        PlanarPoint? entered = null;
        for (var i = 0; i < road.Line.Count; i++)
        {
            var here = road.Line[i];
            if (!IsInside(here))
            {
                if (run.Count > 0)
                    Add(road, run, entered, EdgeBetween(run[^1], here));
                (run, entered) = ([], null);
                continue;
            }

            if (run.Count == 0 && i > 0)
                entered = EdgeBetween(here, road.Line[i - 1]);
            run.Add(here);
        }

        Add(road, run, entered, null);
    }

    private void Add(TracedRoad road, List<PlanarPoint> inside, PlanarPoint? entered, PlanarPoint? left)
    {
        if (entered is { } begin && (begin - inside[0]).Length > EdgeM)
            inside.Insert(0, begin);
        if (left is { } end && (end - inside[^1]).Length > EdgeM)
            inside.Add(end);
        if (inside.Count < 2)
            return;
        var quorum = new Quorum();
        foreach (var sample in road.Evidence)
            quorum.Add(sample);
        var (forward, backward) = road.Directions();
        _pieces.Add(new RoadPiece(
            _cell, _pieces.Count, [.. inside.Select(_plane.ToGeo)], road.ErrorM, entered is null ? null : Beyond(inside[0]),
            left is null ? null : Beyond(inside[^1]), forward, backward, quorum.Vehicles,
            road.Evidence.Select(sample => sample.Track).Distinct().Count(),
            road.Evidence.Min(sample => sample.Day), road.Evidence.Max(sample => sample.Day)));
    }

    private bool IsInside(PlanarPoint point) =>
        point.X >= 0 && point.Y >= 0 && point.X < _farCorner.X && point.Y < _farCorner.Y;

    // Where the way from a point inside to one outside meets the edge.
    private PlanarPoint EdgeBetween(PlanarPoint inside, PlanarPoint outside)
    {
        var way = outside - inside;
        var share = Math.Min(Share(inside.X, way.X, _farCorner.X), Share(inside.Y, way.Y, _farCorner.Y));
        return inside + way * share;

        static double Share(double from, double way, double far) =>
            way > 0 ? Math.Min(1, (far - from) / way) : way < 0 ? Math.Min(1, -from / way) : 1;
    }

    // The cell on the other side of the edge that a point lies on.
    private CellId? Beyond(PlanarPoint edge)
    {
        const double JustBeyondM = 0.5;
        var (x, y) = (edge.X, edge.Y);
        var distances = new[] { x, _farCorner.X - x, y, _farCorner.Y - y };
        var nearest = Array.IndexOf(distances, distances.Min());
        var beyond = nearest switch
        {
            0 => new PlanarPoint(-JustBeyondM, y),
            1 => new PlanarPoint(_farCorner.X + JustBeyondM, y),
            2 => new PlanarPoint(x, -JustBeyondM),
            _ => new PlanarPoint(x, _farCorner.Y + JustBeyondM),
        };
        var cell = CellGrid.Evidence.CellOf(_plane.ToGeo(beyond));
        return cell == _cell ? null : cell;
    }
}
