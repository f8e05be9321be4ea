using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>
/// The true roads in flat arrays for the inner loop: for each directed edge its pieces in driving order, its limit, its
/// signs and the time it takes. Immutable; shared by all vehicles.
/// </summary>
internal sealed class TrueNetwork
{
    private const double FreeSpeedMps = 130 / 3.6;
    private const double JunctionS = 3;

    private readonly int[] _firstPiece;
    private readonly EdgePiece[] _pieces;
    private readonly double[] _limitMps;
    private readonly double[] _timeS;
    private readonly SignPost[][] _signs;

    public TrueNetwork(IReadOnlyList<RoadSegment> truth, ulong seed)
    {
        Graph = RoadGraph.Build(truth);
        _signs = SignPlan.Place(Graph, seed);
        _firstPiece = new int[Graph.EdgeCount + 1];
        for (var edge = 0; edge < Graph.EdgeCount; edge++)
            _firstPiece[edge + 1] = _firstPiece[edge] + Graph.Line(edge >> 1).Length - 1;
        _pieces = new EdgePiece[_firstPiece[^1]];
        _limitMps = new double[Graph.EdgeCount];
        _timeS = new double[Graph.EdgeCount];
        var inPart = DrivablePart.NodesOf(Graph);
        for (var edge = 0; edge < Graph.EdgeCount; edge++)
        {
            Lay(edge);
            _limitMps[edge] = LimitOf(edge) is { Kind: SpeedLimitKind.Value } limit ? limit.ValueKmh!.Value / 3.6 : FreeSpeedMps;
            _timeS[edge] = Graph.IsAllowed(edge) && inPart[Graph.FromNode(edge)] && inPart[Graph.ToNode(edge)]
                ? Graph.EdgeLengthM(edge) / _limitMps[edge] + JunctionS
                : double.PositiveInfinity;
        }

        Nodes = [.. Enumerable.Range(0, Graph.NodeCount).Where(node => inPart[node])];
    }

    public RoadGraph Graph { get; }

    /// <summary>The nodes of the drivable part.</summary>
    public int[] Nodes { get; }

    public double LimitMps(int edge) => _limitMps[edge];

    /// <summary>Seconds at the limit plus what a junction costs; infinite outside the drivable part.</summary>
    public double TimeS(int edge) => _timeS[edge];

    public SignPost[] Signs(int edge) => _signs[edge];

    public ReadOnlySpan<EdgePiece> Pieces(int edge) => _pieces.AsSpan(_firstPiece[edge].._firstPiece[edge + 1]);

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

    private void Lay(int edge)
    {
        var line = Graph.Line(edge >> 1);
        var pieces = _pieces.AsSpan(_firstPiece[edge].._firstPiece[edge + 1]);
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
            along += length;
        }
    }
}
