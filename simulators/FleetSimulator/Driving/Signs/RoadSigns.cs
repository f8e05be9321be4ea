using System.Runtime.InteropServices;
using Telemetry.Contracts.Geography;
using Telemetry.FleetSimulator.Driving.Traffic;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Driving.Signs;

/// <summary>
/// The signs that stand along every directed edge, and those of roads beside it that are easily taken for its own. Follows
/// changes of the limits. Not thread-safe.
/// </summary>
internal sealed class RoadSigns
{
    private const double BesideM = 20;
    private const double ParallelDeg = 30;

    private readonly TrueNetwork _network;
    private readonly SignPlan _plan;
    private readonly SignPost[][] _own;
    private readonly List<SignBeside>?[] _beside;
    private readonly List<NearSegment> _near = [];

    public RoadSigns(TrueNetwork network, RoadRules limits, ulong seed)
    {
        _network = network;
        _plan = new SignPlan(network, limits, new ApproachMap(network.Graph), seed);
        _own = new SignPost[network.Graph.EdgeCount][];
        _beside = new List<SignBeside>?[network.Graph.EdgeCount];
        for (var edge = 0; edge < _own.Length; edge++)
            Place(edge);
    }

    /// <summary>Another number after every change.</summary>
    public int Version { get; private set; }

    /// <summary>The posts of an edge, in driving order.</summary>
    public SignPost[] On(int edge) => _own[edge];

    /// <summary>The posts of roads that run beside an edge, by where one passes them.</summary>
    public ReadOnlySpan<SignBeside> Beside(int edge) => CollectionsMarshal.AsSpan(_beside[edge]);

    /// <summary>What the post beside an edge says; null where none stands there any more.</summary>
    public PostedSign? Face(in SignBeside beside)
    {
        foreach (var post in _own[beside.Of])
        {
            if (post.AlongM == beside.OfAlongM)
                return post.Signs[^1];
        }

        return null;
    }

    /// <summary>Every sign, by road, direction and place.</summary>
    public IEnumerable<PlacedSign> All()
    {
        var graph = _network.Graph;
        for (var edge = 0; edge < _own.Length; edge++)
        {
            var (segment, direction) = (RoadGraph.SegmentOf(edge), RoadGraph.DirectionOf(edge));
            foreach (var post in _own[edge])
            {
                var atM = direction == TravelDirection.Forward ? post.AlongM : graph.LengthM(segment) - post.AlongM;
                foreach (var sign in post.Signs)
                    yield return new PlacedSign(
                        graph.Segment(segment).Id, direction, atM, graph.PointAt(segment, atM), sign.Type,
                        sign.Limit?.ToString() ?? "", sign.Conditions);
            }
        }
    }

    /// <summary>Exchanges the signs of edges whose limit changed, and of those that follow them.</summary>
    public void Replace(IReadOnlyList<int> changed)
    {
        var edges = new SortedSet<int>();
        foreach (var edge in changed)
        {
            edges.Add(edge);
            foreach (var next in _network.Graph.Outgoing(_network.Graph.ToNode(edge)))
                edges.Add(next);
        }

        foreach (var edge in edges)
            _own[edge] = _plan.OnEdge(edge);
        Version++;
    }

    private void Place(int edge)
    {
        _own[edge] = _plan.OnEdge(edge);
        foreach (var post in _own[edge])
            PlaceBeside(edge, post);
    }

    // Seen from another road that runs the same way close by, and does not lead here.
    private void PlaceBeside(int edge, SignPost post)
    {
        var graph = _network.Graph;
        var segment = RoadGraph.SegmentOf(edge);
        var alongM = (edge & 1) == 0 ? post.AlongM : graph.LengthM(segment) - post.AlongM;
        var bearing = graph.BearingAt(segment, alongM, RoadGraph.DirectionOf(edge));
        graph.FindNear(graph.PointAt(segment, alongM), BesideM, _near);
        foreach (var near in _near)
        {
            foreach (var direction in (ReadOnlySpan<TravelDirection>)[TravelDirection.Forward, TravelDirection.Backward])
            {
                var other = RoadGraph.EdgeOf(near.SegmentIndex, direction);
                if (near.SegmentIndex == segment || !graph.IsAllowed(other) || Touch(edge, other) ||
                    Sphere.AngleBetweenDeg(graph.BearingAt(near.SegmentIndex, near.AlongM, direction), bearing) > ParallelDeg)
                    continue;
                var posts = _beside[other] ??= [];
                var along = direction == TravelDirection.Forward ? near.AlongM : graph.LengthM(near.SegmentIndex) - near.AlongM;
                posts.Add(new SignBeside(along, edge, post.AlongM));
                posts.Sort((a, b) => a.AlongM.CompareTo(b.AlongM));
            }
        }
    }

    private bool Touch(int edge, int other)
    {
        var graph = _network.Graph;
        var (from, to) = (graph.FromNode(edge), graph.ToNode(edge));
        return graph.FromNode(other) == from || graph.FromNode(other) == to || graph.ToNode(other) == from || graph.ToNode(other) == to;
    }
}
