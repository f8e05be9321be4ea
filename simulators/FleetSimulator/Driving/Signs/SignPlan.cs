using Telemetry.FleetSimulator.Driving.Traffic;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Driving.Signs;

/// <summary>
/// Where signs stand: behind every node by which a road with another limit enters, wherever the limit changes between two
/// nodes, behind some other junctions as a repetition, and every 400 m of a long road. Pure but for the limits of the moment.
/// </summary>
internal sealed class SignPlan(TrueNetwork network, RoadRules limits, ApproachMap approaches, ulong seed)
{
    private const double BehindNodeM = 6;
    private const double RepeatEveryM = 400;
    private const double LeastApartM = 100;

    private readonly SignFaces _faces = new(network, limits, seed);

    /// <summary>The posts of a directed edge, in driving order.</summary>
    public SignPost[] OnEdge(int edge)
    {
        if (!network.Graph.IsAllowed(edge))
            return [];
        var segment = network.Graph.Segment(RoadGraph.SegmentOf(edge));
        var random = new SimulationRandom(SimulationRandom.Derive(seed, segment.Id.Value ^ (ulong)(edge & 1)));
        var length = network.Graph.EdgeLengthM(edge);
        var innerM = limits.InnerFromM(edge);
        var posts = new List<SignPost>();
        var repeats = random.Chance(Repetition(segment.Class));
        var entering = approaches.Entering(network.Graph.FromNode(edge));
        if (FindChange(edge, entering) is var before && before >= 0)
            posts.Add(new SignPost(Math.Min(BehindNodeM, 0.1 * length), _faces.Between(before, edge)));
        else if (entering.Length > 2 && repeats)
            posts.Add(new SignPost(Math.Min(BehindNodeM, 0.1 * length), _faces.Again(edge, limits.PlainOf(edge))));
        for (var at = RepeatEveryM; at < length - LeastApartM; at += RepeatEveryM)
        {
            if (Math.Abs(at - innerM) >= LeastApartM)
                posts.Add(new SignPost(at, _faces.Again(edge, at < innerM ? limits.PlainOf(edge) : limits.PlainAtEnd(edge))));
        }

        if (innerM < length)
            posts.Add(new SignPost(innerM, _faces.Within(edge)));
        posts.Sort((a, b) => a.AlongM.CompareTo(b.AlongM));
        return [.. posts];
    }

    // An edge that enters with another limit, the most important such one; -1 where there is none.
    private int FindChange(int edge, ReadOnlySpan<int> entering)
    {
        var found = -1;
        foreach (var other in entering)
        {
            if (other != RoadGraph.Reverse(edge) && _faces.Differ(other, edge) &&
                (found < 0 || network.ClassOf(other) < network.ClassOf(found)))
                found = other;
        }

        return found;
    }

    /// <summary>How likely a junction is followed by a sign though the limit stays: painted zone marks included.</summary>
    private static double Repetition(RoadClass roadClass) => roadClass switch
    {
        RoadClass.Motorway or RoadClass.Trunk => 0.8,
        RoadClass.Primary or RoadClass.Secondary or RoadClass.Tertiary => 0.7,
        RoadClass.Service => 0.3,
        _ => 0.6,
    };
}
