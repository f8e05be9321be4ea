using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>
/// Plans trips between random nodes: the route of shortest time as the driver guesses times, and how fast bends, turns,
/// traffic lights and the end may be approached. Not thread-safe.
/// </summary>
internal sealed class TripPlanner(TrueNetwork network)
{
    public const double BrakingMps2 = 1.8;

    private const double NearestM = 1000;
    private const double FarthestM = 5000;
    private const double ShortestTripM = 500;
    private const int Attempts = 12;
    private const double LateralMps2 = 2.5;
    private const double TurnHalfM = 8;
    private const double LeastBendHalfM = 4;
    private const double LeastAngleDeg = 3;
    private const double StopShare = 0.12;
    private const double GuessSpread = 0.6;
    private const double ErrandShare = 0.6;

    private readonly FastestRoute _routes = new(network.Graph);
    private readonly List<int> _leg = [];

    /// <summary>Plans a trip from a node; false where none was found, which only happens on a tiny network.</summary>
    public bool TryPlan(int fromNode, double speedFactor, SimulationRandom random, Trip trip)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var to = network.Nodes[random.Below(network.Nodes.Length)];
            var away = AwayM(fromNode, to);
            // A small network has no far nodes: after some attempts anything will do.
            if (to == fromNode || away > FarthestM || (away < NearestM && attempt < Attempts / 2))
                continue;
            var guess = random.NextBits();
            Func<int, double> cost = edge => GuessedTimeS(edge, guess);
            // Shortest routes alone hardly ever lead through a side street: many drivers pass by somewhere on their way.
            var via = random.Chance(ErrandShare) ? network.Nodes[random.Below(network.Nodes.Length)] : -1;
            if (!TryGoVia(fromNode, via, to, cost, trip.Edges) && !_routes.TryFind(fromNode, to, cost, trip.Edges))
                continue;
            Measure(trip);
            if (trip.LengthM < ShortestTripM)
                continue;
            PlanSpeeds(trip, speedFactor, random);
            return true;
        }

        return false;
    }

    // False also where one would have to turn round on the spot.
    private bool TryGoVia(int from, int via, int to, Func<int, double> cost, List<int> edges)
    {
        if (via < 0 || via == from || via == to || AwayM(via, to) > FarthestM || AwayM(from, via) > FarthestM ||
            !_routes.TryFind(from, via, cost, edges) || !_routes.TryFind(via, to, cost, _leg) ||
            edges[^1] == RoadGraph.Reverse(_leg[0]))
            return false;
        edges.AddRange(_leg);
        return true;
    }

    private double AwayM(int from, int to) =>
        Sphere.DistanceM(network.Graph.NodePosition(from), network.Graph.NodePosition(to));

    // Every driver has ideas of his own about the fastest way.
    private double GuessedTimeS(int edge, ulong guess) =>
        network.TimeS(edge) * (1 + GuessSpread * ((((ulong)edge + guess) * 0x9E3779B97F4A7C15) >> 40) / (1 << 24));

    private void Measure(Trip trip)
    {
        trip.StartM.Clear();
        double start = 0;
        foreach (var edge in trip.Edges)
        {
            trip.StartM.Add(start);
            start += network.Graph.EdgeLengthM(edge);
        }

        trip.StartM.Add(start);
    }

    private void PlanSpeeds(Trip trip, double speedFactor, SimulationRandom random)
    {
        var points = trip.Checkpoints;
        points.Clear();
        for (var i = 0; i < trip.Edges.Count; i++)
        {
            AddBends(trip, i, points);
            if (i + 1 < trip.Edges.Count)
                points.Add(AtNode(trip, i, speedFactor, random));
        }

        points.Add(new Checkpoint(trip.LengthM, 0, 0));
        for (var i = points.Count - 2; i >= 0; i--)
        {
            var next = points[i + 1];
            var reachable = Math.Sqrt(next.SpeedMps * next.SpeedMps + 2 * BrakingMps2 * (next.AtM - points[i].AtM));
            if (reachable < points[i].SpeedMps)
                points[i] = points[i] with { SpeedMps = reachable };
        }
    }

    private void AddBends(Trip trip, int index, List<Checkpoint> points)
    {
        var pieces = network.Pieces(trip.Edges[index]);
        for (var i = 1; i < pieces.Length; i++)
        {
            var angle = Sphere.AngleBetweenDeg(pieces[i - 1].BearingDeg, pieces[i].BearingDeg);
            var half = Math.Max(LeastBendHalfM, Math.Min(pieces[i - 1].LengthM, pieces[i].LengthM) / 2);
            if (angle > LeastAngleDeg)
                points.Add(new Checkpoint(trip.StartM[index] + pieces[i].FromM, BendMps(angle, half), 0));
        }
    }

    private Checkpoint AtNode(Trip trip, int index, double speedFactor, SimulationRandom random)
    {
        var (edge, next) = (trip.Edges[index], trip.Edges[index + 1]);
        var atM = trip.StartM[index + 1];
        var isJunction = network.Graph.Outgoing(network.Graph.ToNode(edge)).Length > 2;
        var mayStop = isJunction && network.LimitOf(edge) is { Kind: SpeedLimitKind.Value, ValueKmh: <= 70 };
        if (mayStop && random.Chance(StopShare))
            return new Checkpoint(atM, 0, random.Between(2, 25));
        var angle = Sphere.AngleBetweenDeg(network.Pieces(edge)[^1].BearingDeg, network.Pieces(next)[0].BearingDeg);
        return new Checkpoint(atM, Math.Min(network.LimitMps(next) * speedFactor, BendMps(angle, TurnHalfM)), 0);
    }

    // A polygon with corners of this angle, this far apart, lies on a circle; it is driven at a comfortable lateral pull.
    private static double BendMps(double angleDeg, double halfM) =>
        Math.Max(2.5, Math.Sqrt(LateralMps2 * halfM / Math.Tan(Math.Max(angleDeg, 0.5) / 2 * Math.PI / 180)));
}
