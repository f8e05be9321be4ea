using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.Trips;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.LearningEvaluation.Change;

/// <summary>
/// Passes over one directed edge, fast enough for millions: the camera of the simulator drives along a drawn way in steps of 25 m,
/// and what it reads becomes one message with a perfect match. Left out are positions and their errors (their part along the road is
/// in the error of the signs' places), other traffic, and all but the message that holds the edge. For one thread.
/// </summary>
internal sealed class QuickPasses
{
    private const double StepM = 25;
    private const double FixM = 30;
    private const double LeastBeforeM = 140;
    private const double MessageM = 700;
    private const double ContextM = 100;
    private const double SameSignM = 25;
    private const double TurnDeg = 40;

    private readonly SignedRoads _roads;
    private readonly RoadGraph _base;
    private readonly ApproachWalk _walk;
    private readonly SignErrors _errors;
    private readonly ulong _seed;
    private readonly Trip _trip = new();
    private readonly Frame _frame = new();
    private readonly List<(double ReadM, double AtM, SignRecognition Sign)> _signs = [];

    /// <param name="roads">The true roads.</param>
    /// <param name="baseGraph">The base map's; every true road is in it, with the same line.</param>
    /// <param name="options">Whose errors of signs and places are made.</param>
    /// <param name="seed">Every chance follows from it.</param>
    public QuickPasses(SignedRoads roads, RoadGraph baseGraph, ChangeOptions options, ulong seed)
    {
        (_roads, _base, _seed) = (roads, baseGraph, seed);
        _errors = options.SignErrors with { OffsetM = Math.Sqrt(Square(options.SignErrors.OffsetM) + Square(options.AlongErrorM)) };
        _walk = new ApproachWalk(roads);
    }

    /// <summary>
    /// One pass by a vehicle of its own, the same for the same number; without contributions where the way drawn leads nowhere.
    /// </summary>
    /// <param name="target">The directed edge of the true roads.</param>
    /// <param name="number">Which pass of the edge it is.</param>
    /// <param name="timeMs">When it reaches the edge.</param>
    /// <param name="watched">The limit whose sign is looked out for; null for none.</param>
    public QuickPass Drive(int target, int number, long timeMs, SpeedLimit? watched)
    {
        var graph = _roads.Network.Graph;
        var id = SimulationRandom.Derive(SimulationRandom.Derive(_seed, (ulong)target), (ulong)number);
        var random = new SimulationRandom(id);
        var index = _walk.Draw(target, random, _trip);
        if (index < 0)
            return new QuickPass([], false);
        ReadSigns(random, timeMs);
        var targetM = _trip.StartM[index];
        var beginM = Math.Max(0, targetM - random.Between(LeastBeforeM, LeastBeforeM + MessageM));
        var endM = _trip.StartM[index + 1] + Math.Min(graph.EdgeLengthM(_trip.Edges[index + 1]), FixM);
        var drive = Observe(id, random, beginM, endM, targetM, timeMs, out var match);
        var grain = GrainId.Of(graph.Segment(RoadGraph.SegmentOf(target)).Id);
        var built = ContributionBuilder.Build(drive, match, _base, new NumberedVehicle(id));
        return new QuickPass([.. built.Where(contribution => contribution.Grain == grain)], watched is { } limit && Saw(target, targetM, limit));
    }

    private void ReadSigns(SimulationRandom random, long timeMs)
    {
        const double TypicalMps = 12;
        _signs.Clear();
        var reader = new SignReader(_roads.Network, _roads.Signs, _errors, StepM / TypicalMps, random);
        reader.Begin(_trip);
        for (var atM = 0.0; atM < _trip.StartM[^1]; atM += StepM)
        {
            reader.Read(_trip, atM, TypicalMps, timeMs, _frame);
            foreach (var sign in _frame.Signs)
                _signs.Add((atM, atM + sign.PositionOffsetM, sign));
            _frame.Signs.Clear();
        }
    }

    private bool Saw(int target, double targetM, SpeedLimit limit)
    {
        foreach (var post in _roads.Signs.On(target))
            foreach (var (_, atM, sign) in _signs)
                if (Math.Abs(atM - targetM - post.AlongM) < SameSignM && sign.Conditions.Count == 0 &&
                    post.Signs.Any(posted => posted.Limit == limit && posted.Type == sign.Type) &&
                    SpeedLimit.TryParse(sign.ValueText, out var read) && read == limit)
                    return true;
        return false;
    }

    private DriveObservation Observe(
        ulong id, SimulationRandom random, double beginM, double endM, double targetM, long timeMs, out MatchedDrive match)
    {
        var graph = _roads.Network.Graph;
        var first = _trip.StartM.FindLastIndex(_trip.Edges.Count - 1, start => start <= beginM);
        var pieces = new List<PathPiece>();
        for (var i = first; i < _trip.Edges.Count && _trip.StartM[i] < endM; i++)
            pieces.Add(PieceOf(_trip.Edges[i], Math.Max(0, beginM - _trip.StartM[i]), Math.Min(graph.EdgeLengthM(_trip.Edges[i]), endM - _trip.StartM[i])));

        // Few drive exactly what is allowed, and at times somebody is in the way.
        var pace = Math.Clamp(1 + 0.1 * random.NextGaussian(), 0.7, 1.3) * (random.Chance(0.2) ? random.Between(0.4, 1) : 1);
        var steps = (int)Math.Ceiling((endM - beginM) / FixM);
        var (fixes, matches) = (new Fix[steps + 1], new FixMatch[steps + 1]);
        var (edge, ms) = (first, timeMs - (targetM - beginM) / _roads.Network.PostedMps(_trip.Edges[first]) * 1_000);
        for (var i = 0; i <= steps; i++)
        {
            var atM = Math.Min(beginM + i * FixM, endM);
            while (edge + 1 < first + pieces.Count && _trip.StartM[edge + 1] <= atM)
                edge++;
            var mps = pace * _roads.Network.PostedMps(_trip.Edges[edge]);
            if (i > 0)
                ms += 1_000 * FixM / mps;
            var alongM = Math.Clamp(atM - _trip.StartM[edge], 0, graph.EdgeLengthM(_trip.Edges[edge]));
            var (segment, direction) = (RoadGraph.SegmentOf(_trip.Edges[edge]), RoadGraph.DirectionOf(_trip.Edges[edge]));
            var segmentM = direction == TravelDirection.Forward ? alongM : graph.LengthM(segment) - alongM;
            fixes[i] = new Fix(
                (long)ms, graph.PointAt(segment, segmentM), (float)graph.BearingAt(segment, segmentM, direction), (float)mps, 4);
            matches[i] = new FixMatch(0, edge - first, segmentM, 0, atM - beginM);
        }

        match = new MatchedDrive([new MatchedStretch(0, steps, pieces)], [], matches);
        return new DriveObservation
        {
            MessageKey = new Hash128(id, (ulong)timeMs), Fleet = 1, Fixes = fixes,
            ContextFrames = beginM > 0 ? (int)(ContextM / FixM) : 0,
            Signs = [.. _signs.Where(sign => sign.AtM > beginM && sign.ReadM < endM)
                .Select(sign => Reading(sign.Sign, Math.Clamp((int)((sign.ReadM - beginM) / FixM), 0, steps), sign.AtM - beginM))
                .OrderBy(sign => sign.FixIndex)],
            SignsInForce = Held(beginM),
        };
    }

    private PathPiece PieceOf(int edge, double fromM, double toM)
    {
        var (segment, direction) = (RoadGraph.SegmentOf(edge), RoadGraph.DirectionOf(edge));
        var lengthM = _roads.Network.Graph.LengthM(segment);
        _base.TryFind(_roads.Network.Graph.Segment(segment).Id, out var index);
        return direction == TravelDirection.Forward
            ? new PathPiece(index, direction, fromM, toM)
            : new PathPiece(index, direction, lengthM - fromM, lengthM - toM);
    }

    // The sign that the car passed last, as its client holds it: until it turns into another road.
    private SignHeld[] Held(double beginM)
    {
        var last = _signs.FindLastIndex(sign => sign.AtM <= beginM);
        if (last < 0)
            return [];
        for (var i = 1; i < _trip.Edges.Count && _trip.StartM[i] <= beginM; i++)
            if (_trip.StartM[i] > _signs[last].AtM && IsTurn(_trip.Edges[i - 1], _trip.Edges[i]))
                return [];
        return [new SignHeld(Reading(_signs[last].Sign, 0, 0), beginM - _signs[last].AtM)];
    }

    private bool IsTurn(int edge, int next)
    {
        var network = _roads.Network;
        var (from, to) = (network.Graph.Segment(RoadGraph.SegmentOf(edge)), network.Graph.Segment(RoadGraph.SegmentOf(next)));
        return Sphere.AngleBetweenDeg(network.Pieces(edge)[^1].BearingDeg, network.Pieces(next)[0].BearingDeg) >= TurnDeg &&
            network.Graph.Outgoing(network.Graph.ToNode(edge)).Length > 1 &&
            (from.Name is null || from.Name != to.Name || from.Class != to.Class);
    }

    private static double Square(double value) => value * value;

    private static SignReading Reading(SignRecognition sign, int fix, double atM) => new(
        fix, sign.Type, sign.ValueText, sign.Permanency, sign.Confidence, atM - fix * FixM, [.. sign.Conditions]);

    /// <summary>Names of a vehicle that passes once.</summary>
    private sealed class NumberedVehicle(ulong id) : IVehiclePseudonyms
    {
        public Hash128 On(GrainId grain, int epoch)
        {
            var high = SimulationRandom.Derive(id ^ grain.Value, (ulong)epoch);
            return new Hash128(high, SimulationRandom.Derive(high, 1));
        }
    }
}
