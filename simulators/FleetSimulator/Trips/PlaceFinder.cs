using Telemetry.FleetSimulator.Driving;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Trips;

/// <summary>Draws places at which a car may park: at roads from which every other one can be reached, and no fast ones.</summary>
internal sealed class PlaceFinder(TrueNetwork network, RoadRules rules)
{
    private const double ShortestRoadM = 12;
    private const int Attempts = 30;

    /// <summary>Any place.</summary>
    public RoadPlace Draw(SimulationRandom random)
    {
        var best = new RoadPlace(-1, 0);
        for (var attempt = 0; ; attempt++)
        {
            var outgoing = network.Graph.Outgoing(network.Nodes[random.Below(network.Nodes.Length)]);
            var edge = outgoing[random.Below(outgoing.Length)];
            if (double.IsPositiveInfinity(network.TimeS(edge)))
                continue;
            best = new RoadPlace(edge, network.Graph.EdgeLengthM(edge) * random.Between(0.2, 0.8));
            var segment = network.Graph.Segment(RoadGraph.SegmentOf(edge));
            var isFit = segment.Class > RoadClass.Trunk && !segment.IsLink && !segment.IsRoundabout &&
                segment.LengthM >= ShortestRoadM && !rules.IsClosed(edge);
            // A world of motorways has no such road: after some attempts anything will do.
            if (isFit || attempt >= Attempts)
                return best;
        }
    }

    /// <summary>The node to which the road at a place leads.</summary>
    public int NodeOf(RoadPlace place) => network.Graph.ToNode(place.Edge);

    /// <summary>A place on a road that leads to a node.</summary>
    public RoadPlace At(int node, SimulationRandom random)
    {
        foreach (var edge in network.Graph.Outgoing(node))
        {
            // The same road the other way, which leads here.
            if (!double.IsPositiveInfinity(network.TimeS(RoadGraph.Reverse(edge))))
                return new RoadPlace(RoadGraph.Reverse(edge), network.Graph.EdgeLengthM(edge) * random.Between(0.2, 0.8));
        }

        return Draw(random);
    }

    /// <summary>Any node, to come by on the way.</summary>
    public int DrawNode(SimulationRandom random) => network.Nodes[random.Below(network.Nodes.Length)];

    /// <summary>A node at which one may park, at a distance as the crow flies; a world that is too small gives the one that fits best.</summary>
    public int DrawAway(RoadPlace from, double leastM, double mostM, SimulationRandom random)
    {
        var (best, bestOff) = (-1, double.PositiveInfinity);
        for (var attempt = 0; attempt < Attempts && bestOff > 0; attempt++)
        {
            var node = network.Graph.ToNode(Draw(random).Edge);
            var away = AwayM(from, node);
            var off = Math.Max(0, Math.Max(leastM - away, away - mostM));
            if (off < bestOff)
                (best, bestOff) = (node, off);
        }

        return best;
    }

    /// <summary>Metres from a place to a node as the crow flies; good to some percent over a region.</summary>
    public double AwayM(RoadPlace from, int node) => network.AwayM(network.Graph.ToNode(from.Edge), node);
}
