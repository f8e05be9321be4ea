using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.World;
using Telemetry.FleetSimulator.World.Conditions;
using Telemetry.FleetSimulator.World.Schedule;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>
/// What holds on the true roads at the moment that event time has reached: limits as a driver who knows the hour and the weather takes
/// them, and which roads are closed. Not thread-safe.
/// </summary>
internal sealed class RoadRules
{
    private const long MinuteMs = 60_000;
    private const long VariablePeriodMs = 15 * MinuteMs;
    private static readonly int[] VariableKmh = [60, 80, 100, 120];

    private readonly TrueNetwork _network;
    private readonly SimulatedWorld _world;
    private readonly SpeedLimit[] _plain;
    private readonly SpeedLimit[] _inner;
    private readonly double[] _innerFromM;
    private readonly EdgeRule[] _rules;
    private readonly bool[] _isClosed;
    private readonly List<(int Edge, SpeedLimit Limit, LimitCondition Condition)> _conditional = [];
    private readonly List<int> _variable = [];
    private readonly List<int> _changed = [];
    private int _nextChange;
    private long _minute = long.MinValue;

    public RoadRules(TrueNetwork network, SimulatedWorld world)
    {
        (_network, _world) = (network, world);
        var edges = network.Graph.EdgeCount;
        (_plain, _inner, _innerFromM) = (new SpeedLimit[edges], new SpeedLimit[edges], new double[edges]);
        (_rules, _isClosed) = (new EdgeRule[edges], new bool[edges]);
        Array.Fill(_innerFromM, double.PositiveInfinity);
        for (var edge = 0; edge < edges; edge++)
        {
            _plain[edge] = network.LimitOf(edge);
            if (_plain[edge].Kind == SpeedLimitKind.Variable)
                _variable.Add(edge);
            foreach (var limit in network.Graph.Segment(edge >> 1).ConditionalLimits)
            {
                if (limit.Direction == RoadGraph.DirectionOf(edge) && LimitCondition.TryParse(limit.Condition, out var condition))
                    _conditional.Add((edge, limit.Limit, condition));
            }
        }

        foreach (var inner in world.InnerLimits)
        {
            if (network.Graph.TryFind(inner.Segment, out var segment))
                (_inner[RoadGraph.EdgeOf(segment, inner.Direction)], _innerFromM[RoadGraph.EdgeOf(segment, inner.Direction)]) =
                    (inner.Limit, inner.AlongM);
        }

        foreach (var id in world.Schedule.ClosedAtFirst())
            SetClosed(id, true);
    }

    /// <summary>The edges whose limit changed, or which opened or closed, at the last <see cref="MoveTo"/>.</summary>
    public IReadOnlyList<int> Changed => _changed;

    /// <summary>The plain limit where an edge begins.</summary>
    public SpeedLimit PlainOf(int edge) => _plain[edge];

    /// <summary>The plain limit where an edge ends.</summary>
    public SpeedLimit PlainAtEnd(int edge) => InnerFromM(edge) < double.PositiveInfinity ? _inner[edge] : _plain[edge];

    /// <summary>Metres along an edge from which <see cref="PlainAtEnd"/> holds; infinite where one limit holds all along.</summary>
    public double InnerFromM(int edge) => _innerFromM[edge];

    /// <summary>The speeds allowed on an edge at this moment.</summary>
    public ref readonly EdgeRule On(int edge) => ref _rules[edge];

    public bool IsClosed(int edge) => _isClosed[edge];

    /// <summary>What a sign that can change its face shows at a moment.</summary>
    public static SpeedLimit VariableAt(long timeMs, ulong sign)
    {
        var draw = Randomness.SimulationRandom.Derive((ulong)(timeMs / VariablePeriodMs), sign >> 8);
        return SpeedLimit.Kmh(VariableKmh[draw % (ulong)VariableKmh.Length]);
    }

    /// <summary>Goes on to a moment, not before the last one. True where the schedule changed something.</summary>
    public bool MoveTo(long timeMs)
    {
        _changed.Clear();
        var changes = _world.Schedule.Changes;
        for (; _nextChange < changes.Count && changes[_nextChange].AtUtc.ToUnixTimeMilliseconds() <= timeMs; _nextChange++)
            Apply(changes[_nextChange]);
        if (_changed.Count > 0 || timeMs / MinuteMs != _minute)
        {
            _minute = timeMs / MinuteMs;
            Refresh(timeMs);
        }

        return _changed.Count > 0;
    }

    private void Apply(WorldChange change)
    {
        if (change.Kind != WorldChangeKind.Limit)
        {
            SetClosed(change.Segment, change.Kind == WorldChangeKind.Close);
            return;
        }

        _network.Graph.TryFind(change.Segment, out var segment);
        for (var edge = 2 * segment; edge <= 2 * segment + 1; edge++)
        {
            if (!change.Concerns(RoadGraph.DirectionOf(edge)))
                continue;
            (_plain[edge], _innerFromM[edge]) = (change.Limit!.Value, double.PositiveInfinity);
            _changed.Add(edge);
        }
    }

    private void SetClosed(Contracts.Identity.SegmentId id, bool isClosed)
    {
        _network.Graph.TryFind(id, out var segment);
        foreach (var edge in (ReadOnlySpan<int>)[2 * segment, 2 * segment + 1])
        {
            _isClosed[edge] = isClosed;
            _changed.Add(edge);
        }
    }

    private void Refresh(long timeMs)
    {
        for (var edge = 0; edge < _rules.Length; edge++)
            _rules[edge] = new EdgeRule(Mps(_plain[edge]), Mps(_inner[edge]), (float)_innerFromM[edge]);
        foreach (var edge in _variable)
        {
            if (_plain[edge].Kind == SpeedLimitKind.Variable)
                _rules[edge] = _rules[edge] with { Mps = Mps(VariableAt(timeMs, _network.Graph.Segment(edge >> 1).Id.Value)) };
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
        var (local, isWet) = ((at + _world.UtcOffset).DateTime, _world.Weather.IsWet(at));
        foreach (var (edge, limit, condition) in _conditional)
        {
            if (condition.Holds(local, isWet))
                _rules[edge] = _rules[edge].AtMost(Mps(limit));
        }
    }

    private static float Mps(SpeedLimit limit) => (float)FreeSpeed.Of(limit);
}
