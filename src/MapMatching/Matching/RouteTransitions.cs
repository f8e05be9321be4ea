using Telemetry.MapMatching.Markov;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapMatching.Matching;

/// <summary>
/// How likely it is to drive from one place to another: exponential in the difference between the route's length and the way
/// travelled (Newson and Krumm 2009, section 4.2), less for turning around or against a rule. Also says how the way between two places runs.
/// </summary>
internal sealed class RouteTransitions(RoadGraph graph, MatchOptions options, Track track, Lattice lattice) : ITransitions
{
    // A noisy fix may fall this far behind the one before it without anybody having driven backwards.
    private const double LargestStepBackM = 30;
    private const double ShareOfWay = 0.1;
    // Metres that a U-turn counts in comparing routes: fewer are never worth a turn.
    private const double UTurnMetres = 150;
    // Half as unlikely as a U-turn: a rule that is wrong on the map, or broken, must not cut a drive.
    private const double ForbiddenTurnMetres = 75;

    private readonly RouteSearch _search = new(graph);
    private double[] _travelledM = new double[64];
    private int[] _targets = new int[64];
    private int[] _targetEdges = new int[64];

    /// <summary>Measures the way travelled between the lattice's steps.</summary>
    public void Prepare()
    {
        if (_travelledM.Length < lattice.Steps)
            _travelledM = new double[2 * lattice.Steps];
        for (var step = 0; step + 1 < lattice.Steps; step++)
            _travelledM[step] = Odometer.TravelledM(track, lattice.Fix(step), lattice.Fix(step + 1));
    }

    /// <inheritdoc/>
    public void From(int step, int state, double least, Span<double> logs)
    {
        var first = lattice.First(step + 1);
        if (lattice.Edge(state) < 0)
        {
            for (var i = 0; i < logs.Length; i++)
                logs[i] = lattice.Edge(first + i) < 0 ? options.OffNetworkStepLog : options.OffNetworkLog;
            return;
        }

        var targets = 0;
        for (var i = 0; i < logs.Length; i++)
        {
            if (lattice.Edge(first + i) < 0)
                logs[i] = options.OffNetworkLog;
            else if (!TryDirect(state, first + i, step, out logs[i]))
                AddTarget(targets++, i, lattice.Edge(first + i));
        }

        _search.Search(
            lattice.Edge(state), _targetEdges.AsSpan(0, targets), Bound(step, state, least), UTurnMetres, ForbiddenTurnMetres);
        for (var i = 0; i < targets; i++)
            logs[_targets[i]] = LogOfRoute(state, first + _targets[i], step);
    }

    /// <summary>
    /// How the way from a place to one of the next step runs, as <see cref="From"/> judged it.
    /// </summary>
    /// <param name="step">The step of <paramref name="from"/>.</param>
    /// <param name="from">A place on the network.</param>
    /// <param name="to">A place on the network of the next step, with a way between.</param>
    /// <param name="between">Takes the edges strictly between the two; added to what it holds.</param>
    /// <returns>True where it runs along one segment, without passing an end of it.</returns>
    public bool IsDirect(int step, int from, int to, List<int> between)
    {
        if (TryDirect(from, to, step, out _))
            return true;
        _search.Search(lattice.Edge(from), [lattice.Edge(to)], Bound(step, from, options.NoRouteLog), UTurnMetres, ForbiddenTurnMetres);
        _search.AppendPath(lattice.Edge(to), between);
        return false;
    }

    private bool TryDirect(int from, int to, int step, out double log)
    {
        int edge = lattice.Edge(from), next = lattice.Edge(to);
        log = double.NegativeInfinity;
        if (next == edge)
        {
            var way = lattice.PositionM(to) - lattice.PositionM(from);
            if (way < -LargestStepBackM)
                return false;
            log = -(Math.Abs(Math.Max(0, way) - _travelledM[step]) + Math.Max(0, -way)) / ScaleM(step);
            return true;
        }

        if (next != RoadGraph.Reverse(edge))
            return false;
        // Turning around on the road, wherever that makes the shortest way.
        var turned = graph.EdgeLengthM(edge) - lattice.PositionM(from);
        log = options.UTurnLog - Math.Abs(Math.Abs(lattice.PositionM(to) - turned) - _travelledM[step]) / ScaleM(step);
        return true;
    }

    private double LogOfRoute(int from, int to, int step)
    {
        if (!_search.TryGet(lattice.Edge(to), out var length, out var penalty))
            return double.NegativeInfinity;
        var way = graph.EdgeLengthM(lattice.Edge(from)) - lattice.PositionM(from) + length + lattice.PositionM(to);
        if (way > MatchOptions.LongestRouteM)
            return double.NegativeInfinity;
        return options.UTurnLog / UTurnMetres * ForbiddenTurnMetres * Math.Round(penalty / ForbiddenTurnMetres) - Math.Abs(way - _travelledM[step]) / ScaleM(step);
    }

    private void AddTarget(int at, int target, int edge)
    {
        if (at == _targets.Length)
        {
            Array.Resize(ref _targets, 2 * at);
            Array.Resize(ref _targetEdges, 2 * at);
        }

        (_targets[at], _targetEdges[at]) = (target, edge);
    }

    /// <summary>A longer route is less likely than what matters, so it need not be found. Rounding must not lose one at the edge.</summary>
    private double Bound(int step, int state, double least)
    {
        const double Rounding = 1e-6;
        var longest = _travelledM[step] - least * ScaleM(step) + Rounding;
        return Math.Min(longest, MatchOptions.LongestRouteM) - (graph.EdgeLengthM(lattice.Edge(state)) - lattice.PositionM(state));
    }

    private double ScaleM(int step) => options.RouteScaleM + ShareOfWay * _travelledM[step];
}
