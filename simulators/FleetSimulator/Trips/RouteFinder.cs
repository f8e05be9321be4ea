using Telemetry.FleetSimulator.Driving;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Trips;

/// <summary>
/// Finds the way from a place at the roadside to a node: over roads that are open, without a forbidden turn, and without
/// turning round but at a dead end. Not thread-safe.
/// </summary>
/// <remarks>
/// The search is drawn towards its goal as in A*: every edge costs what it takes plus what it leads away. Nobody looks for a fast road that
/// leads far away from where he wants to go, so that a way is nearly, not always, the fastest one.
/// </remarks>
internal sealed class RouteFinder
{
    private const double LeastCostS = 1e-3;
    private const double ParksAtShare = 0.6;

    private readonly TrueNetwork _network;
    private readonly RoadRules _rules;
    private readonly FastestRoute _routes;
    private readonly Func<int, double> _cost;
    private RouteTaste _taste;
    private int _goal;

    public RouteFinder(TrueNetwork network, RoadRules rules)
    {
        (_network, _rules) = (network, rules);
        _routes = new FastestRoute(network.Graph);
        _cost = CostS;
    }

    /// <summary>Finds a way and takes its measure; false where there is none.</summary>
    /// <param name="from">Where the car stands; it turns round before it sets out only where no way leads on.</param>
    /// <param name="to">The node to reach; the car parks on the road that leads there.</param>
    /// <param name="via">A node on the way; -1 for none.</param>
    /// <param name="taste">What the driver takes for fast.</param>
    /// <param name="trip">Filled in; useless where none was found.</param>
    public bool TryFind(RoadPlace from, int to, int via, in RouteTaste taste, Trip trip)
    {
        _taste = taste;
        return TryFindFrom(from, to, via, trip) || (IsOpen(from.Edge ^ 1) && TryFindFrom(Opposite(from), to, via, trip));
    }

    /// <summary>Finds a way by a row of nodes, each by the way that is fastest from the one before; false where there is none.</summary>
    /// <param name="from">Where the car stands; it sets out as it stands.</param>
    /// <param name="nodes">The nodes in order, at least one; the car parks on the road that leads to the last.</param>
    /// <param name="taste">What the driver takes for fast.</param>
    /// <param name="trip">Filled in; useless where no way was found.</param>
    public bool TryFindBy(RoadPlace from, ReadOnlySpan<int> nodes, in RouteTaste taste, Trip trip)
    {
        _taste = taste;
        trip.Edges.Clear();
        trip.Edges.Add(from.Edge);
        foreach (var node in nodes)
        {
            if (!TryGoOn(node, trip))
                return false;
        }

        if (trip.Edges.Count < 2)
            return false;
        Measure(trip, from.AlongM);
        return true;
    }

    /// <summary>Takes a way that is known; false where a road on it is closed or the car does not stand on its first.</summary>
    /// <param name="edges">The way.</param>
    /// <param name="from">Where the car stands; it may set out in either direction.</param>
    /// <param name="trip">Filled in.</param>
    public bool TryTake(ReadOnlySpan<int> edges, RoadPlace from, Trip trip)
    {
        foreach (var edge in edges[1..])
        {
            if (_rules.IsClosed(edge))
                return false;
        }

        if (edges[0] != from.Edge)
            from = Opposite(from);
        if (edges[0] != from.Edge)
            return false;
        trip.Edges.Clear();
        trip.Edges.AddRange(edges);
        Measure(trip, from.AlongM);
        return true;
    }

    /// <summary>
    /// Finds another way to the trip's end behind one of its edges, and takes its measure again; false, with the trip as it was, where
    /// there is none.
    /// </summary>
    /// <param name="trip">The trip under way.</param>
    /// <param name="kept">Edges that stay as they are, above 0.</param>
    /// <param name="taste">What the driver takes for fast.</param>
    public bool TryFindAgain(Trip trip, int kept, in RouteTaste taste)
    {
        _taste = taste;
        _goal = _network.Graph.ToNode(trip.Edges[^1]);
        int[] dropped = [.. trip.Edges[kept..]];
        trip.Edges.RemoveRange(kept, dropped.Length);
        var found = _routes.TryContinue(_goal, _cost, trip.Edges) && trip.Edges.Count > kept;
        if (!found)
            trip.Edges.AddRange(dropped);
        Measure(trip, trip.FromM);
        return found;
    }

    private bool TryFindFrom(RoadPlace from, int to, int via, Trip trip)
    {
        trip.Edges.Clear();
        trip.Edges.Add(from.Edge);
        if ((via >= 0 && !TryGoOn(via, trip)) || !TryGoOn(to, trip) || trip.Edges.Count < 2)
            return false;
        Measure(trip, from.AlongM);
        return true;
    }

    private bool TryGoOn(int to, Trip trip)
    {
        _goal = to;
        return _routes.TryContinue(to, _cost, trip.Edges);
    }

    private void Measure(Trip trip, double fromM) =>
        trip.Measure(_network.Graph, fromM, ParksAtShare * _network.Graph.EdgeLengthM(trip.Edges[^1]));

    private double CostS(int edge)
    {
        if (_rules.IsClosed(edge))
            return double.PositiveInfinity;
        var away = _network.AwayM(_network.Graph.ToNode(edge), _goal) - _network.AwayM(_network.Graph.FromNode(edge), _goal);
        return Math.Max(LeastCostS, _network.TimeS(edge) * _taste.Factor(edge, _network.ClassOf(edge)) + away / _taste.TowardsMps);
    }

    private bool IsOpen(int edge) => !double.IsPositiveInfinity(_network.TimeS(edge)) && !_rules.IsClosed(edge);

    private RoadPlace Opposite(RoadPlace place) =>
        new(RoadGraph.Reverse(place.Edge), _network.Graph.EdgeLengthM(place.Edge) - place.AlongM);
}
