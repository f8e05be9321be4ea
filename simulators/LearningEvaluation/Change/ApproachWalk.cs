using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.Trips;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.LearningEvaluation.Change;

/// <summary>
/// Draws the way on which a car comes to a road and leaves it: a random walk against and along the driving direction that prefers to go
/// straight on and along important roads, as traffic does, and never takes a road twice, but turns round at a dead end.
/// </summary>
internal sealed class ApproachWalk(SignedRoads roads)
{
    private const double ShortestM = 300;
    private const double LongestM = 2_500;
    private const double BeyondM = 60;
    private const double StraightDeg = 35;
    private const double StraightFactor = 4;

    private readonly RoadGraph _graph = roads.Network.Graph;

    /// <summary>Fills a trip that leads over an edge; gives the edge's index on it, or -1 where nothing leads on behind it.</summary>
    public int Draw(int target, SimulationRandom random, Trip trip)
    {
        trip.Edges.Clear();
        trip.Edges.Add(target);
        var wantedM = random.Between(ShortestM, LongestM);
        for (var drivenM = 0.0; drivenM < wantedM;)
        {
            var before = Choose(trip.Edges, trip.Edges[^1], roads.IncomingOf(_graph.FromNode(trip.Edges[^1])), forward: false, random);
            if (before < 0)
                break;
            trip.Edges.Add(before);
            drivenM += _graph.EdgeLengthM(before);
        }

        trip.Edges.Reverse();
        var index = trip.Edges.Count - 1;
        for (var beyondM = 0.0; beyondM < BeyondM;)
        {
            var next = Choose(trip.Edges, trip.Edges[^1], _graph.Outgoing(_graph.ToNode(trip.Edges[^1])), forward: true, random);
            if (next < 0 && trip.Edges.Count - 1 == index && roads.IsDrivable(RoadGraph.Reverse(target)))
                next = RoadGraph.Reverse(target);
            if (next < 0)
                break;
            trip.Edges.Add(next);
            beyondM += _graph.EdgeLengthM(next);
        }

        trip.Measure(_graph, 0, _graph.EdgeLengthM(trip.Edges[^1]));
        return trip.Edges.Count - 1 > index ? index : -1;
    }

    private int Choose(List<int> path, int edge, ReadOnlySpan<int> choices, bool forward, SimulationRandom random)
    {
        Span<double> weights = stackalloc double[choices.Length];
        var sum = 0.0;
        for (var i = 0; i < choices.Length; i++)
            sum += weights[i] = IsTaken(path, choices[i]) || !roads.IsDrivable(choices[i]) ? 0 : Weight(edge, choices[i], forward);
        var draw = random.NextDouble() * sum;
        for (var i = 0; i < choices.Length; i++)
        {
            if (weights[i] > 0 && draw < weights[i])
                return choices[i];
            draw -= weights[i];
        }

        return -1;
    }

    private static bool IsTaken(List<int> path, int choice)
    {
        foreach (var edge in path)
            if (RoadGraph.SegmentOf(edge) == RoadGraph.SegmentOf(choice))
                return true;
        return false;
    }

    private double Weight(int edge, int choice, bool forward)
    {
        var (before, after) = forward ? (edge, choice) : (choice, edge);
        var turnDeg = Sphere.AngleBetweenDeg(
            roads.Network.Pieces(before)[^1].BearingDeg, roads.Network.Pieces(after)[0].BearingDeg);
        return Importance(roads.Network.ClassOf(choice)) * (turnDeg < StraightDeg ? StraightFactor : 1);
    }

    private static double Importance(RoadClass roadClass) => roadClass switch
    {
        RoadClass.Motorway or RoadClass.Trunk => 12,
        RoadClass.Primary => 8,
        RoadClass.Secondary => 6,
        RoadClass.Tertiary => 4,
        RoadClass.Unclassified => 2,
        RoadClass.Service => 0.3,
        _ => 1,
    };
}
