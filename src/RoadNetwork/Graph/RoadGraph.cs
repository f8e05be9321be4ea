using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Graph;

/// <summary>
/// A part of the road network, ready to route and to search: segments sorted by id, nodes sorted by OSM id, and two directed
/// edges per segment, number <c>2 · segment</c> in the way's order and <c>2 · segment + 1</c> against it. An end blocked by a barrier is
/// a node of its own, so that no route passes it. The same segments in any
/// order and any repetition make the same graph, and since indices follow ids, a tie broken by index is broken by id: it falls
/// the same way in every graph that holds the segments concerned. Immutable; safe to share.
/// </summary>
public sealed class RoadGraph
{
    private readonly RoadSegment[] _segments;
    private readonly SegmentLines _lines;
    private readonly PieceIndex _index;
    private readonly long[] _nodeIds;
    private readonly GeoPoint[] _nodePoints;
    private readonly int[] _edgeFrom;
    private readonly int[] _firstOutgoing;
    private readonly int[] _outgoing;

    private RoadGraph(RoadSegment[] segments, IEnumerable<TurnRestriction> restrictions)
    {
        _segments = segments;
        _lines = new SegmentLines(segments);
        _index = new PieceIndex(segments.Length, _lines);
        _edgeFrom = new int[2 * segments.Length];
        (_nodeIds, _nodePoints) = Nodes();
        (_firstOutgoing, _outgoing) = Outgoings();
        Turns = new TurnRules(EdgeCount, Forbidden(restrictions));
    }

    /// <summary>The turns that are always forbidden.</summary>
    internal TurnRules Turns { get; }

    /// <summary>Number of segments.</summary>
    public int SegmentCount => _segments.Length;

    /// <summary>Number of nodes at which segments begin or end.</summary>
    public int NodeCount => _nodeIds.Length;

    /// <summary>Number of directed edges, forbidden ones included: twice the segments.</summary>
    public int EdgeCount => 2 * _segments.Length;

    /// <summary>The segment at an index, 0 to <see cref="SegmentCount"/> - 1.</summary>
    public RoadSegment this[int segment] => _segments[segment];

    /// <summary>Builds the graph; the first of several segments of one id is taken. No segments make an empty graph.</summary>
    public static RoadGraph Build(IEnumerable<RoadSegment> segments) => Build(segments, []);

    /// <summary>Builds the graph with turns that may not be made.</summary>
    /// <param name="segments">The first of several of one id is taken. None make an empty graph.</param>
    /// <param name="restrictions">In any order and repetition; what holds under a condition, or is not wholly in the graph, is left out.</param>
    public static RoadGraph Build(IEnumerable<RoadSegment> segments, IEnumerable<TurnRestriction> restrictions)
    {
        // A stable sort, so that the first of several is well defined.
        var sorted = segments.OrderBy(segment => segment.Id).ToArray();
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
            if (kept == 0 || sorted[kept - 1].Id != sorted[i].Id)
                sorted[kept++] = sorted[i];
        return new RoadGraph(sorted[..kept], restrictions);
    }

    /// <summary>The directed edge of a segment.</summary>
    public static int EdgeOf(int segment, TravelDirection direction) => 2 * segment + (int)direction;

    /// <summary>The segment of a directed edge.</summary>
    public static int SegmentOf(int edge) => edge >> 1;

    /// <summary>The direction of a directed edge.</summary>
    public static TravelDirection DirectionOf(int edge) => (TravelDirection)(edge & 1);

    /// <summary>The same segment the other way.</summary>
    public static int Reverse(int edge) => edge ^ 1;

    /// <summary>The segment at an index, 0 to <see cref="SegmentCount"/> - 1.</summary>
    public RoadSegment Segment(int segment) => _segments[segment];

    /// <summary>Finds a segment by its id in logarithmic time.</summary>
    public bool TryFind(SegmentId id, out int segment)
    {
        int low = 0, high = _segments.Length - 1;
        while (low <= high)
        {
            segment = (low + high) / 2;
            var order = _segments[segment].Id.CompareTo(id);
            if (order == 0)
                return true;
            if (order < 0)
                low = segment + 1;
            else
                high = segment - 1;
        }

        segment = -1;
        return false;
    }

    /// <summary>
    /// Finds a node by its OSM id in logarithmic time. Of the nodes of a barrier it gives the one where segments without a barrier
    /// meet, failing that the first.
    /// </summary>
    public bool TryFindNode(long osmNodeId, out int node)
    {
        node = Array.BinarySearch(_nodeIds, osmNodeId);
        while (node > 0 && _nodeIds[node - 1] == osmNodeId)
            node--;
        if (node >= 0)
            return true;
        node = -1;
        return false;
    }

    /// <summary>The OSM id of a node, 0 to <see cref="NodeCount"/> - 1.</summary>
    public long NodeId(int node) => _nodeIds[node];

    /// <summary>Where a node lies.</summary>
    public GeoPoint NodePosition(int node) => _nodePoints[node];

    /// <summary>True where a car may drive along the edge.</summary>
    public bool IsAllowed(int edge) => _segments[SegmentOf(edge)].Allows(DirectionOf(edge));

    /// <summary>The node at which the edge begins.</summary>
    public int FromNode(int edge) => _edgeFrom[edge];

    /// <summary>The node at which the edge ends.</summary>
    public int ToNode(int edge) => _edgeFrom[edge ^ 1];

    /// <summary>The allowed edges that begin at a node, by segment id, then direction.</summary>
    public ReadOnlySpan<int> Outgoing(int node) => _outgoing.AsSpan(_firstOutgoing[node].._firstOutgoing[node + 1]);

    /// <summary>A segment's length in metres: what its positions are measured in, from 0.</summary>
    public double LengthM(int segment) => _lines.LengthM(segment);

    /// <summary>An edge's length in metres: its segment's.</summary>
    public double EdgeLengthM(int edge) => _lines.LengthM(edge >> 1);

    /// <summary>A segment's line in the way's order; at least two points.</summary>
    public ReadOnlySpan<GeoPoint> Line(int segment) => _lines.Line(segment);

    /// <summary>The point at a place along a segment; a place beyond an end gives the end.</summary>
    /// <param name="segment">The segment's index.</param>
    /// <param name="alongM">Metres in the way's order.</param>
    public GeoPoint PointAt(int segment, double alongM) => _lines.PointAt(segment, alongM);

    /// <summary>The bearing of travel at a place along a segment, degrees clockwise from north, 0 to below 360.</summary>
    /// <param name="segment">The segment's index.</param>
    /// <param name="alongM">Metres in the way's order, whichever the direction of travel.</param>
    /// <param name="direction">The direction of travel.</param>
    public double BearingAt(int segment, double alongM, TravelDirection direction)
    {
        var bearing = _lines.BearingAt(segment, alongM);
        return direction == TravelDirection.Forward ? bearing : Sphere.Normalized(bearing + 180);
    }

    /// <summary>
    /// The segments within <paramref name="radiusM"/> metres, each with its nearest point, by distance, then segment id. Both ends
    /// included. Replaces what the list held; allocates nothing once the list has grown.
    /// </summary>
    public void FindNear(GeoPoint position, double radiusM, List<NearSegment> found)
    {
        found.Clear();
        new NearSearch(_lines, new LocalProjection(position), radiusM, found).Run(_index);
    }

    /// <summary>The point nearest to a position on one segment.</summary>
    public NearSegment NearestOn(int segment, GeoPoint position) =>
        NearestOn(segment, position, 0, _lines.LengthM(segment));

    /// <summary>
    /// The point nearest to a position on a part of one segment; the first in the way's order among equals. Parts are cut to the
    /// segment's ends.
    /// </summary>
    /// <param name="segment">The segment's index.</param>
    /// <param name="position">The position.</param>
    /// <param name="fromM">Where the part begins, metres in the way's order.</param>
    /// <param name="toM">Where the part ends, not below <paramref name="fromM"/>.</param>
    public NearSegment NearestOn(int segment, GeoPoint position, double fromM, double toM) =>
        _lines.NearestOn(segment, new LocalProjection(position), fromM, toM);

    private IEnumerable<int[]> Forbidden(IEnumerable<TurnRestriction> restrictions)
    {
        foreach (var restriction in restrictions.Where(restriction => restriction.Condition is null).Order())
        {
            var edges = new int[restriction.Path.Length];
            var known = 0;
            while (known < edges.Length && TryFind(restriction.Path[known].Id, out var segment))
                edges[known] = EdgeOf(segment, restriction.Path[known++].Direction);
            if (known == edges.Length)
                yield return edges;
        }
    }

    private (long[] Ids, GeoPoint[] Points) Nodes()
    {
        var begins = new (long Id, int Blocked, int Edge)[_edgeFrom.Length];
        for (var edge = 0; edge < begins.Length; edge++)
        {
            var segment = _segments[SegmentOf(edge)];
            var forward = DirectionOf(edge) == TravelDirection.Forward;
            var blocked = forward ? segment.BlockedAtFrom : segment.BlockedAtTo;
            begins[edge] = (forward ? segment.OsmFromNodeId : segment.OsmToNodeId, blocked ? edge : -1, edge);
        }

        Array.Sort(begins);
        List<long> ids = [];
        List<GeoPoint> points = [];
        for (var i = 0; i < begins.Length; i++)
        {
            var (id, blocked, edge) = begins[i];
            if (i == 0 || begins[i - 1].Id != id || begins[i - 1].Blocked != blocked)
            {
                ids.Add(id);
                points.Add(DirectionOf(edge) == TravelDirection.Forward ? Line(SegmentOf(edge))[0] : Line(SegmentOf(edge))[^1]);
            }

            _edgeFrom[edge] = ids.Count - 1;
        }

        return ([.. ids], [.. points]);
    }

    private (int[] First, int[] Edges) Outgoings()
    {
        var first = new int[_nodeIds.Length + 1];
        for (var edge = 0; edge < _edgeFrom.Length; edge++)
            if (IsAllowed(edge))
                first[_edgeFrom[edge] + 1]++;
        for (var node = 0; node < _nodeIds.Length; node++)
            first[node + 1] += first[node];
        var edges = new int[first[^1]];
        int[] next = [.. first];
        for (var edge = 0; edge < _edgeFrom.Length; edge++)
            if (IsAllowed(edge))
                edges[next[_edgeFrom[edge]]++] = edge;
        return (first, edges);
    }
}
