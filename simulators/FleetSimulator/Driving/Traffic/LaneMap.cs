using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Driving.Traffic;

/// <summary>
/// The lanes of every directed edge, numbered through: those of an edge from its rightmost one on. Where no tag says, a motorway
/// or trunk road with one direction has two and everything else has one. Immutable.
/// </summary>
internal sealed class LaneMap
{
    /// <summary>The width of a lane in metres.</summary>
    public const double WidthM = 3.5;

    private const int Most = 4;

    private readonly int[] _first;

    public LaneMap(RoadGraph graph)
    {
        _first = new int[graph.EdgeCount + 1];
        for (var edge = 0; edge < graph.EdgeCount; edge++)
            _first[edge + 1] = _first[edge] + Lanes(graph, edge);
    }

    public int Count => _first[^1];

    public int CountOn(int edge) => _first[edge + 1] - _first[edge];

    /// <summary>The lane that a driver takes who likes the n-th from the right.</summary>
    public int LaneOf(int edge, int preferred) => _first[edge] + Math.Min(preferred, CountOn(edge) - 1);

    /// <summary>Metres from the road's line to the middle of a lane, to the right.</summary>
    public double RightM(int edge, int lane, bool isTwoWay)
    {
        var (count, place) = (CountOn(edge), lane - _first[edge]);
        return ((isTwoWay ? count - 0.5 : (count - 1) / 2.0) - place) * WidthM;
    }

    private static int Lanes(RoadGraph graph, int edge)
    {
        var segment = graph.Segment(RoadGraph.SegmentOf(edge));
        var isOneWay = !segment.ForwardAllowed || !segment.BackwardAllowed;
        var usual = isOneWay && !segment.IsLink && segment.Class <= RoadClass.Trunk ? 2 : 1;
        var tagged = RoadGraph.DirectionOf(edge) == TravelDirection.Forward ? segment.LanesForward : segment.LanesBackward;
        return Math.Clamp(tagged ?? usual, 1, Most);
    }
}
