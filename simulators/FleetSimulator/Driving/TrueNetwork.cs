using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Driving.Traffic;
using Telemetry.FleetSimulator.Trips;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>
/// What does not change about the true roads, in flat arrays for the inner loop: for each directed edge its pieces in driving
/// order with the speed at which their bends are driven, its lanes, and the time it takes. Immutable; shared by all vehicles.
/// </summary>
internal sealed class TrueNetwork
{
    private const double JunctionS = 3;
    private const double NotForAll = 5;
    private const double SharpTurnDeg = 40;

    private readonly int[] _firstPiece;
    private readonly EdgePiece[] _pieces;
    private readonly float[] _bendMps;
    private readonly double[] _postedMps;
    private readonly double[] _timeS;
    private readonly RoadClass[] _class;
    private readonly PlanarPoint[] _nodes;

    public TrueNetwork(IReadOnlyList<RoadSegment> truth, IEnumerable<TurnRestriction> restrictions)
    {
        Graph = RoadGraph.Build(truth, restrictions);
        Lanes = new LaneMap(Graph);
        _firstPiece = new int[Graph.EdgeCount + 1];
        for (var edge = 0; edge < Graph.EdgeCount; edge++)
            _firstPiece[edge + 1] = _firstPiece[edge] + Graph.Line(edge >> 1).Length - 1;
        _pieces = new EdgePiece[_firstPiece[^1]];
        _bendMps = new float[_pieces.Length];
        _postedMps = new double[Graph.EdgeCount];
        _timeS = new double[Graph.EdgeCount];
        _class = new RoadClass[Graph.EdgeCount];
        var inPart = DrivablePart.NodesOf(Graph);
        for (var edge = 0; edge < Graph.EdgeCount; edge++)
        {
            Lay(edge);
            _class[edge] = Graph.Segment(edge >> 1).Class;
            _postedMps[edge] = FreeSpeed.Of(LimitOf(edge));
            _timeS[edge] = Graph.IsAllowed(edge) && inPart[Graph.FromNode(edge)] && inPart[Graph.ToNode(edge)]
                ? (Graph.EdgeLengthM(edge) / _postedMps[edge] + JunctionS) * AccessFactor(edge)
                : double.PositiveInfinity;
        }

        var plane = new LocalProjection(Graph.NodeCount == 0 ? default : Graph.NodePosition(0));
        _nodes = [.. Enumerable.Range(0, Graph.NodeCount).Select(node => plane.ToPlane(Graph.NodePosition(node)))];
        Nodes = [.. Enumerable.Range(0, Graph.NodeCount).Where(node => inPart[node])];
    }

    public RoadGraph Graph { get; }

    public LaneMap Lanes { get; }

    /// <summary>The nodes of the drivable part.</summary>
    public int[] Nodes { get; }

    /// <summary>The speed that the limit allows before anything changes.</summary>
    public double PostedMps(int edge) => _postedMps[edge];

    /// <summary>Seconds at the limit plus what a junction costs; infinite outside the drivable part.</summary>
    public double TimeS(int edge) => _timeS[edge];

    /// <summary>Metres between two nodes as the crow flies; good to 1 % in 100 km.</summary>
    public double AwayM(int node, int other) => (_nodes[node] - _nodes[other]).Length;

    public ReadOnlySpan<EdgePiece> Pieces(int edge) => _pieces.AsSpan(_firstPiece[edge].._firstPiece[edge + 1]);

    /// <summary>For each piece the largest speed at its begin; infinite where the road goes straight on, and for the first.</summary>
    public ReadOnlySpan<float> BendMps(int edge) => _bendMps.AsSpan(_firstPiece[edge].._firstPiece[edge + 1]);

    public RoadClass ClassOf(int edge) => _class[edge];

    public SpeedLimit LimitOf(int edge) =>
        Graph.Segment(edge >> 1).LimitIn(RoadGraph.DirectionOf(edge))!.Value;

    /// <summary>The line of a route, in driving direction.</summary>
    public IReadOnlyList<GeoPoint> LineOf(IReadOnlyList<int> edges)
    {
        var points = new List<GeoPoint>();
        foreach (var edge in edges)
        {
            var line = Graph.Line(edge >> 1);
            for (var i = points.Count == 0 ? 0 : 1; i < line.Length; i++)
                points.Add((edge & 1) == 0 ? line[i] : line[^(i + 1)]);
        }

        return points;
    }

    /// <summary>
    /// True where a driver leaves the signs of a road behind: they hold along it, and who turns sharply into a road of another name or
    /// class is no longer on it.
    /// </summary>
    public bool IsTurnOff(int edge, int next)
    {
        if (Sphere.AngleBetweenDeg(Pieces(edge)[^1].BearingDeg, Pieces(next)[0].BearingDeg) < SharpTurnDeg ||
            Graph.Outgoing(Graph.ToNode(edge)).Length < 2)
            return false;
        var (from, to) = (Graph.Segment(RoadGraph.SegmentOf(edge)), Graph.Segment(RoadGraph.SegmentOf(next)));
        return from.Name is null || from.Name != to.Name || from.Class != to.Class;
    }

    // Roads that are not for everybody are for who lives there: nobody drives through.
    private double AccessFactor(int edge)
    {
        var segment = Graph.Segment(edge >> 1);
        var access = RoadGraph.DirectionOf(edge) == TravelDirection.Forward ? segment.ForwardAccess : segment.BackwardAccess;
        return access switch { RoadAccess.Open => 1, RoadAccess.Closed => double.PositiveInfinity, _ => NotForAll };
    }

    private void Lay(int edge)
    {
        var line = Graph.Line(edge >> 1);
        var pieces = _pieces.AsSpan(_firstPiece[edge].._firstPiece[edge + 1]);
        var bends = _bendMps.AsSpan(_firstPiece[edge].._firstPiece[edge + 1]);
        var metresPerLon = 1e7 * Sphere.MetresPerUnit * Math.Cos(line[0].LatDeg * Math.PI / 180);
        // Right-hand traffic; on a one-way road in its middle.
        var isTwoWay = Graph.IsAllowed(edge) && Graph.IsAllowed(edge ^ 1);
        double along = 0;
        for (var i = 0; i < pieces.Length; i++)
        {
            var (from, to) = (edge & 1) == 0 ? (line[i], line[i + 1]) : (line[^(i + 1)], line[^(i + 2)]);
            var length = Sphere.DistanceM(from, to);
            var bearing = Sphere.BearingDeg(from, to);
            var (east, north) = Math.SinCos(bearing * Math.PI / 180);
            pieces[i] = new EdgePiece(
                along, length, from.LonDeg, from.LatDeg, to.LonDeg - from.LonDeg, to.LatDeg - from.LatDeg,
                east, north, bearing, metresPerLon, isTwoWay);
            bends[i] = i == 0 ? float.PositiveInfinity : (float)SpeedPlan.BendMps(pieces[i - 1], pieces[i]);
            along += length;
        }
    }
}
