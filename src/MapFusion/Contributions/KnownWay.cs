using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// Tells noise beside a road from a road that is not on the map: where the network leads from the place at which a drive left it to
/// the place at which it came back in just the metres that were driven, the drive was on the network all along and its positions
/// were wrong. Where a message begins or ends off the network, that end may be any place near its outermost fix on a road that the
/// car could have been heading along. For one thread.
/// </summary>
internal sealed class KnownWay(RoadGraph graph)
{
    // What the metres driven and those along the network may differ by: both ends are known to some metres.
    private const double SlackM = 15;
    private const double SlackShare = 0.1;

    // An open end: roads this near whose bearing is the car's heading.
    private const double OpenEndM = 60;
    private const double HeadingDeg = 25;

    // A drive that knows its way for longer than this is not noise at a place.
    private const double LongestM = 1_500;

    private readonly Dictionary<int, double> _beginM = [];
    private readonly PriorityQueue<int, (double M, int Edge)> _queue = new();
    private readonly List<NearSegment> _near = [];

    /// <summary>True where the network explains an interruption of a match.</summary>
    public bool Explains(IReadOnlyList<Fix> fixes, MatchedDrive match, MatchBreak gap)
    {
        var (before, after) = (gap.FirstFix - 1, gap.LastFix + 1);
        var hasBegin = before >= 0 && match.Fixes[before].IsMatched;
        var hasEnd = after < fixes.Count && match.Fixes[after].IsMatched;
        var (first, last) = (hasBegin ? before : gap.FirstFix, hasEnd ? after : gap.LastFix);
        var drivenM = DrivenM(fixes, first, last);
        if ((!hasBegin && !hasEnd) || drivenM > LongestM)
            return false;
        var slackM = SlackM + SlackShare * drivenM;
        var from = hasBegin ? [PlaceOf(match, before)] : PlacesNear(fixes[first]);
        var to = hasEnd ? [PlaceOf(match, after)] : PlacesNear(fixes[last]);
        Search(from, drivenM + slackM);
        return to.Exists(place => Math.Abs(WayM(from, place) - drivenM) <= slackM);
    }

    private (int Edge, double AtM) PlaceOf(MatchedDrive match, int fix)
    {
        var at = match.Fixes[fix];
        var piece = match.Stretches[at.Stretch].Pieces[at.Piece];
        return Place(piece.SegmentIndex, piece.Direction, at.AlongM);
    }

    private List<(int Edge, double AtM)> PlacesNear(Fix fix)
    {
        var places = new List<(int, double)>();
        graph.FindNear(fix.Position, OpenEndM, _near);
        foreach (var near in _near)
            foreach (var direction in new[] { TravelDirection.Forward, TravelDirection.Backward })
            {
                var bearing = direction == TravelDirection.Forward ? near.BearingDeg : near.BearingDeg + 180;
                if (graph.Segment(near.SegmentIndex).Allows(direction) &&
                    !(Sphere.AngleBetweenDeg(fix.HeadingDeg, bearing) > HeadingDeg))
                    places.Add(Place(near.SegmentIndex, direction, near.AlongM));
            }

        return places;
    }

    private (int Edge, double AtM) Place(int segment, TravelDirection direction, double alongM) =>
        (RoadGraph.EdgeOf(segment, direction), direction == TravelDirection.Forward ? alongM : graph.LengthM(segment) - alongM);

    // Shortest ways to the begins of edges (Dijkstra), without turning around.
    private void Search(List<(int Edge, double AtM)> from, double boundM)
    {
        _beginM.Clear();
        _queue.Clear();
        foreach (var (edge, atM) in from)
            GoOn(edge, graph.EdgeLengthM(edge) - atM, boundM);
        while (_queue.TryDequeue(out var edge, out var at))
            if (_beginM[edge] == at.M)
                GoOn(edge, at.M + graph.EdgeLengthM(edge), boundM);
    }

    private void GoOn(int edge, double endM, double boundM)
    {
        if (endM > boundM)
            return;
        foreach (var next in graph.Outgoing(graph.ToNode(edge)))
        {
            if (next == RoadGraph.Reverse(edge) || (_beginM.TryGetValue(next, out var known) && known <= endM))
                continue;
            _beginM[next] = endM;
            _queue.Enqueue(next, (endM, next));
        }
    }

    private double WayM(List<(int Edge, double AtM)> from, (int Edge, double AtM) to)
    {
        var way = _beginM.TryGetValue(to.Edge, out var beginM) ? beginM + to.AtM : double.PositiveInfinity;
        foreach (var (edge, atM) in from)
            if (edge == to.Edge && to.AtM >= atM - SlackM)
                way = Math.Min(way, Math.Max(0, to.AtM - atM));
        return way;
    }

    // By speed where every fix has one: noise does not lengthen it.
    private static double DrivenM(IReadOnlyList<Fix> fixes, int first, int last)
    {
        double bySpeed = 0, straight = 0;
        for (var i = first + 1; i <= last; i++)
        {
            bySpeed += (fixes[i].TimeMs - fixes[i - 1].TimeMs) * 0.001 * (fixes[i].SpeedMps + (double)fixes[i - 1].SpeedMps) / 2;
            straight += Sphere.DistanceM(fixes[i - 1].Position, fixes[i].Position);
        }

        return double.IsFinite(bySpeed) ? bySpeed : straight;
    }
}
