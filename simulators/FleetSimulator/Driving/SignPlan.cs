using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>
/// Where signs stand: behind every node by which a road with another limit enters, behind some other junctions as a
/// repetition, and every 400 m of a long road.
/// </summary>
internal static class SignPlan
{
    private const double BehindNodeM = 6;
    private const double RepeatEveryM = 400;

    /// <summary>The signs of every directed edge, in driving order.</summary>
    public static SignPost[][] Place(RoadGraph graph, ulong seed)
    {
        var incoming = new List<int>[graph.NodeCount];
        for (var node = 0; node < incoming.Length; node++)
            incoming[node] = [];
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            if (graph.IsAllowed(edge))
                incoming[graph.ToNode(edge)].Add(edge);
        }

        var signs = new SignPost[graph.EdgeCount][];
        for (var edge = 0; edge < signs.Length; edge++)
            signs[edge] = graph.IsAllowed(edge) ? OnEdge(graph, edge, incoming[graph.FromNode(edge)], seed) : [];
        return signs;
    }

    private static SignPost[] OnEdge(RoadGraph graph, int edge, List<int> entering, ulong seed)
    {
        var segment = graph.Segment(RoadGraph.SegmentOf(edge));
        var limit = LimitOf(graph, edge);
        var random = new SimulationRandom(SimulationRandom.Derive(seed, segment.Id.Value ^ (ulong)(edge & 1)));
        var signs = new List<SignPost>();
        var others = entering.Where(e => e != RoadGraph.Reverse(edge)).ToList();
        var isJunction = others.Count + (entering.Count > others.Count ? 1 : 0) > 2;
        var length = graph.EdgeLengthM(edge);
        if (others.Any(e => LimitOf(graph, e) != limit) || (isJunction && random.Chance(Repetition(segment.Class))))
            signs.Add(new SignPost(Math.Min(BehindNodeM, 0.1 * length), limit));
        for (var at = RepeatEveryM; at < length - 100; at += RepeatEveryM)
            signs.Add(new SignPost(at, limit));
        return [.. signs];
    }

    /// <summary>How likely a junction is followed by a sign though the limit stays: painted zone marks included.</summary>
    private static double Repetition(RoadClass roadClass) => roadClass switch
    {
        RoadClass.Motorway or RoadClass.Trunk => 0.8,
        RoadClass.Primary or RoadClass.Secondary or RoadClass.Tertiary => 0.7,
        RoadClass.Service => 0.3,
        _ => 0.6,
    };

    private static SpeedLimit LimitOf(RoadGraph graph, int edge) =>
        graph.Segment(RoadGraph.SegmentOf(edge)).LimitIn((TravelDirection)(edge & 1))!.Value;
}
