using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// What is published of the roads off the network: those that no road of the base map explains, led up to the roads that they
/// join. A road belongs to the cell of its smallest vertex.
/// </summary>
internal sealed class CandidateFacts(RoadGraph roads)
{
    // Nearer to a road, and as it runs, it is that road, drawn or driven in the wrong place.
    private const double OnRoadM = 14;
    private const double AlikeDeg = 35;
    private const int ShortestOnRoad = 3;

    private const double ShortestM = 35;
    private const double JoinM = 40;
    private const double JoinAheadDeg = 60;

    private readonly List<NearSegment> _near = [];

    /// <summary>The features of the cell, by number.</summary>
    public IEnumerable<MapFeature> Derive(CellId cell, IEnumerable<IReadOnlyList<(RoadPiece Piece, bool IsTurned)>> chains)
    {
        var found = new List<(List<GeoPoint> Line, IReadOnlyList<(RoadPiece Piece, bool IsTurned)> Chain)>();
        foreach (var chain in chains)
            foreach (var part in OffRoad(PointsOf(chain), WaysOf(chain)))
                if (part.Min(Order).Cell == cell && Finished(part) is { } line)
                    found.Add((line, chain));
        var number = 0;
        foreach (var (line, chain) in found.OrderBy(road => road.Line[0].LonE7).ThenBy(road => road.Line[0].LatE7)
            .ThenBy(road => road.Line[^1].LonE7).ThenBy(road => road.Line[^1].LatE7).ThenBy(road => road.Line.Count))
            yield return Feature(cell, line, chain, number++);
    }

    private static (int, int, CellId Cell) Order((GeoPoint At, CellId Cell) point) => (point.At.LonE7, point.At.LatE7, point.Cell);

    private static List<(GeoPoint At, CellId Cell)> PointsOf(IReadOnlyList<(RoadPiece Piece, bool IsTurned)> chain)
    {
        var points = new List<(GeoPoint At, CellId Cell)>();
        foreach (var (piece, isTurned) in chain)
            points.AddRange((isTurned ? piece.Line.Reverse() : piece.Line).Select(point => (point, piece.Cell)));
        return points;
    }

    // The parts of a line that do not run along a road.
    private IEnumerable<List<(GeoPoint At, CellId Cell)>> OffRoad(
        List<(GeoPoint At, CellId Cell)> points, (bool Forward, bool Backward) ways)
    {
        var isOn = new bool[points.Count];
        for (var i = 0; i < points.Count; i++)
            isOn[i] = IsOnRoad(points[i].At, Sphere.BearingDeg(points[Math.Max(0, i - 1)].At, points[Math.Min(points.Count - 1, i + 1)].At), ways);
        var part = new List<(GeoPoint At, CellId Cell)>();
        for (var i = 0; i < points.Count;)
        {
            var end = i;
            while (end < points.Count && isOn[end] == isOn[i])
                end++;
            // A short piece beside a road within a line is chance; at its ends it is the road that it joins.
            if (!isOn[i] || (end - i < ShortestOnRoad && part.Count > 0 && end < points.Count))
                part.AddRange(points[i..end]);
            else
            {
                if (part.Count > 1)
                    yield return part;
                part = [];
            }

            i = end;
        }

        if (part.Count > 1)
            yield return part;
    }

    // Which ways a chain is driven, in its order.
    private static (bool Forward, bool Backward) WaysOf(IReadOnlyList<(RoadPiece Piece, bool IsTurned)> chain) =>
        (chain.Any(part => part.IsTurned ? part.Piece.Backward : part.Piece.Forward),
            chain.Any(part => part.IsTurned ? part.Piece.Forward : part.Piece.Backward));

    // A road explains only those who may drive it: the other carriageway is another road.
    private bool IsOnRoad(GeoPoint point, double bearingDeg, (bool Forward, bool Backward) ways)
    {
        roads.FindNear(point, OnRoadM, _near);
        return (!ways.Forward || _near.Exists(road => Leads(road, bearingDeg))) &&
            (!ways.Backward || _near.Exists(road => Leads(road, bearingDeg + 180)));
    }

    private bool Leads(NearSegment road, double bearingDeg)
    {
        var segment = roads.Segment(road.SegmentIndex);
        return (segment.ForwardAllowed && Sphere.AngleBetweenDeg(road.BearingDeg, bearingDeg) <= AlikeDeg) ||
            (segment.BackwardAllowed && Sphere.AngleBetweenDeg(road.BearingDeg + 180, bearingDeg) <= AlikeDeg);
    }

    private List<GeoPoint>? Finished(List<(GeoPoint At, CellId Cell)> part)
    {
        var line = part.Select(point => point.At).ToList();
        if (Sphere.LengthM([.. line]) < ShortestM)
            return null;
        if (JoinOf(line[^2], line[^1]) is { } end)
            line.Add(end.At);
        if (JoinOf(line[1], line[0]) is { } begin)
            line.Insert(0, begin.At);
        line = [.. line.Select(LearnedStep.Round)];
        line = [.. line.Where((point, i) => i == 0 || point != line[i - 1])];
        if (line.Count < 2)
            return null;
        // One road, not one per direction: it begins at its smaller end.
        if ((line[^1].LonE7, line[^1].LatE7).CompareTo((line[0].LonE7, line[0].LatE7)) < 0)
            line.Reverse();
        return line;
    }

    // Where a line that comes from one point to its end at another meets the network: the nearest place ahead.
    private (GeoPoint At, int Segment)? JoinOf(GeoPoint from, GeoPoint end)
    {
        roads.FindNear(end, JoinM, _near);
        var bearing = Sphere.BearingDeg(from, end);
        foreach (var near in _near)
        {
            var place = roads.PointAt(near.SegmentIndex, near.AlongM);
            if (place == end || Sphere.AngleBetweenDeg(bearing, Sphere.BearingDeg(end, place)) <= JoinAheadDeg)
                return (place, near.SegmentIndex);
        }

        return null;
    }

    private MapFeature Feature(CellId cell, List<GeoPoint> line, IReadOnlyList<(RoadPiece Piece, bool IsTurned)> chain, int number)
    {
        var joins = new[] { line[0], line[^1] }.Select(NearestRoad).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        var id = string.Create(CultureInfo.InvariantCulture, $"{GrainId.Of(cell)}-{number}");
        return new FeatureText(MapCollection.CandidateRoads, id, line)
            .Raw("length_m", Quantised.Metres(Sphere.LengthM([.. line])))
            .Raw("standard_error_m", Quantised.MetresUp(chain.Max(part => part.Piece.ErrorM)))
            .Raw("joins", "[" + string.Join(',', joins.Select(join => $"\"{join}\"")) + "]")
            .Number("vehicles", Quantised.Count(chain.Max(part => part.Piece.Vehicles)))
            .Number("passes", Quantised.Count(chain.Max(part => part.Piece.Passes)))
            .Text("first_seen", Quantised.Day(chain.Min(part => part.Piece.FirstDay)))
            .Text("last_seen", Quantised.Day(chain.Max(part => part.Piece.LastDay)))
            .Build() with { IsLearned = true };
    }

    private string? NearestRoad(GeoPoint end)
    {
        roads.FindNear(end, JoinM, _near);
        return _near.Count == 0 ? null : roads.Segment(_near[0].SegmentIndex).Id.ToString();
    }
}
