using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Driving.Traffic;

/// <summary>
/// Who lets whom pass where there is no light: minor roads yield to more important ones, slip roads to their motorway, everybody to a
/// roundabout; at some minor roads stands a stop sign. Among equals whoever comes first goes first. Immutable.
/// </summary>
internal sealed class RightOfWay
{
    private const double StopShare = 0.2;

    private readonly Priority[] _atEnd;
    private readonly byte[] _rank;

    public RightOfWay(TrueNetwork network, ApproachMap approaches, SignalPlan signals, ulong seed)
    {
        var graph = network.Graph;
        (_atEnd, _rank) = (new Priority[graph.EdgeCount], new byte[graph.EdgeCount]);
        for (var node = 0; node < graph.NodeCount; node++)
        {
            var entering = approaches.Entering(node);
            byte first = byte.MaxValue;
            foreach (var edge in entering)
                first = Math.Min(first, _rank[edge] = RankOf(graph.Segment(RoadGraph.SegmentOf(edge))));
            foreach (var edge in entering)
                _atEnd[edge] = signals.HasSignal(edge) ? Priority.Signal
                    : entering.Length < 3 || _rank[edge] == first ? Priority.Free
                    : HasStopSign(graph, edge, seed) ? Priority.Stop
                    : Priority.Yield;
        }
    }

    public Priority AtEnd(int edge) => _atEnd[edge];

    /// <summary>True where cars on one edge go before those on another that ends at the same node.</summary>
    public bool GoesBefore(int edge, int other) => _rank[edge] < _rank[other];

    private static byte RankOf(RoadSegment segment) =>
        (byte)(segment.IsRoundabout ? 0 : 1 + 2 * (int)segment.Class + (segment.IsLink ? 1 : 0));

    private static bool HasStopSign(RoadGraph graph, int edge, ulong seed)
    {
        var segment = graph.Segment(RoadGraph.SegmentOf(edge));
        return segment.Class >= RoadClass.Tertiary && !segment.IsLink &&
            new SimulationRandom(SimulationRandom.Derive(~seed, segment.Id.Value + (ulong)(edge & 1))).Chance(StopShare);
    }
}
