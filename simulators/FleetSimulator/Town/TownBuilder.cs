using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Town;

/// <summary>Draws ways through nodes on a plane in metres and cuts them into segments at junctions, as an import does.</summary>
internal sealed class TownBuilder(GeoPoint origin)
{
    // Beyond any id that OSM has given so far.
    private const long FirstNodeId = 900_000_000_000;
    private const long FirstWayId = 90_000_000_000;
    private const double ShapeStepM = 25;

    private readonly LocalProjection _plane = new(origin);
    private readonly List<PlanarPoint> _nodes = [];
    private readonly List<(WayTags Tags, int[] Nodes)> _ways = [];

    public int Node(double x, double y)
    {
        _nodes.Add(new PlanarPoint(x, y));
        return _nodes.Count - 1;
    }

    public PlanarPoint At(int node) => _nodes[node];

    public void Way(WayTags tags, params IReadOnlyList<int> nodes) => _ways.Add((tags, [.. nodes]));

    /// <summary>Joins two nodes by an arc whose middle lies <paramref name="bulge"/> times their distance to the left.</summary>
    public List<int> Arc(int from, int to, double bulge)
    {
        var (a, b) = (At(from), At(to));
        var d = b - a;
        var control = new PlanarPoint(a.X + d.X / 2 - d.Y * 2 * bulge, a.Y + d.Y / 2 + d.X * 2 * bulge);
        return Bezier(from, control, to);
    }

    /// <summary>Joins two nodes by a quadratic Bézier curve.</summary>
    public List<int> Bezier(int from, PlanarPoint control, int to)
    {
        var (a, b) = (At(from), At(to));
        var steps = Math.Max(2, (int)(((control - a).Length + (b - control).Length) / ShapeStepM));
        List<int> nodes = [from];
        for (var i = 1; i < steps; i++)
        {
            var t = (double)i / steps;
            var p = a * ((1 - t) * (1 - t)) + control * (2 * t * (1 - t)) + b * (t * t);
            nodes.Add(Node(p.X, p.Y));
        }

        nodes.Add(to);
        return nodes;
    }

    /// <summary>Joins nodes by a smooth curve through all of them (Catmull-Rom).</summary>
    public List<int> Smooth(params IReadOnlyList<int> through)
    {
        List<int> nodes = [through[0]];
        for (var i = 0; i + 1 < through.Count; i++)
        {
            var (p1, p2) = (At(through[i]), At(through[i + 1]));
            var p0 = i > 0 ? At(through[i - 1]) : p1;
            var p3 = i + 2 < through.Count ? At(through[i + 2]) : p2;
            var steps = Math.Max(2, (int)((p2 - p1).Length / ShapeStepM));
            for (var s = 1; s < steps; s++)
            {
                var p = CatmullRom(p0, p1, p2, p3, (double)s / steps);
                nodes.Add(Node(p.X, p.Y));
            }

            nodes.Add(through[i + 1]);
        }

        return nodes;
    }

    /// <summary>The segments, by way, then along it.</summary>
    public List<RoadSegment> Build()
    {
        var uses = new int[_nodes.Count];
        foreach (var (_, nodes) in _ways)
        {
            foreach (var node in nodes)
                uses[node]++;
            // Ways are cut where they end, whoever else is there.
            uses[nodes[0]]++;
            uses[nodes[^1]]++;
        }

        var segments = new List<RoadSegment>();
        for (var way = 0; way < _ways.Count; way++)
        {
            var (tags, nodes) = _ways[way];
            for (int from = 0, to = 1; to < nodes.Length; to++)
            {
                if (uses[nodes[to]] < 2)
                    continue;
                segments.Add(Segment(FirstWayId + way, tags, nodes.AsSpan(from..(to + 1))));
                from = to;
            }
        }

        return segments;
    }

    private RoadSegment Segment(long wayId, WayTags tags, ReadOnlySpan<int> nodes)
    {
        var line = new GeoPoint[nodes.Length];
        for (var i = 0; i < line.Length; i++)
            line[i] = _plane.ToGeo(_nodes[nodes[i]]);
        var (from, to) = (FirstNodeId + nodes[0], FirstNodeId + nodes[^1]);
        return new RoadSegment
        {
            Id = SegmentIds.Of(wayId, from, to, 0),
            OsmWayId = wayId,
            OsmFromNodeId = from,
            OsmToNodeId = to,
            Line = [.. line],
            LengthM = Sphere.LengthM(line),
            Class = tags.Class,
            Name = tags.Name,
            IsLink = tags.IsLink,
            IsRoundabout = tags.IsRoundabout,
            ForwardAllowed = true,
            BackwardAllowed = !tags.IsOneWay,
            ForwardLimit = tags.Limit,
            BackwardLimit = tags.IsOneWay ? null : tags.Limit,
        };
    }

    private static PlanarPoint CatmullRom(PlanarPoint p0, PlanarPoint p1, PlanarPoint p2, PlanarPoint p3, double t) =>
        (p1 * 2 + (p2 - p0) * t + (p0 * 2 - p1 * 5 + p2 * 4 - p3) * (t * t) + (p1 * 3 - p0 - p2 * 3 + p3) * (t * t * t)) * 0.5;
}
