using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.LearningEvaluation.Worlds;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.LearningEvaluation.Limits;

/// <summary>
/// Judges published limits against the true plain ones, metre by metre and change by change, on segments that enough distinct
/// vehicles passed in each direction that may be driven and that the base map has. A limit is right where value, unit and kind agree;
/// where nothing is published it is wrong. Places on a base segment whose line differs from the road's are the same share of its length.
/// </summary>
public sealed class LimitsJudge
{
    /// <summary>Distinct vehicles in each direction from which a segment is judged.</summary>
    public const int EligibleVehicles = 5;

    private const double BesideChangeM = 25;

    private readonly LearningWorld _world;
    private readonly PassLog _passes;
    private readonly ulong _seed;
    private readonly WrongLimitDiagnosis _diagnosis;
    private readonly bool[] _isEligible;
    private readonly Dictionary<int, LimitLine> _truth = [];
    private readonly Dictionary<int, LimitLine> _lines = [];

    private LimitsJudge(
        LearningWorld world, PassLog passes, VoteLog votes, PublishedLimits published, IReadOnlyList<PlacedSign> signs,
        DateTimeOffset at, ulong seed)
    {
        (_world, _passes, _seed) = (world, passes, seed);
        _diagnosis = new WrongLimitDiagnosis(world, passes, votes, signs);
        _isEligible = [.. Enumerable.Range(0, world.Truth.SegmentCount)
            .Select(segment => world.MappedSegment(segment) >= 0 && passes.IsEligible(segment, EligibleVehicles))];
        for (var edge = 0; edge < world.Truth.EdgeCount; edge++)
        {
            if (world.MappedEdge(edge) < 0 || !world.Truth.IsAllowed(edge))
                continue;
            _truth[edge] = TruthOf(edge, at);
            _lines[edge] = published.LineOf(world.MappedEdge(edge), LengthM(edge));
        }
    }

    /// <summary>Judges a run.</summary>
    public static LimitsTally Judge(LearningRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Judge(run.World, run.Passes, run.Votes, PublishedLimits.Of(run.Platform), run.Signs, run.EndUtc, run.Seed);
    }

    /// <summary>Judges what is published.</summary>
    /// <param name="world">The world.</param>
    /// <param name="passes">What was truly driven.</param>
    /// <param name="votes">What contributions said, for the reasons of mistakes only.</param>
    /// <param name="published">What is judged.</param>
    /// <param name="signs">The true signs, for the reasons of mistakes only.</param>
    /// <param name="at">The moment whose truth counts.</param>
    /// <param name="seed">Names the run in findings.</param>
    public static LimitsTally Judge(
        LearningWorld world, PassLog passes, VoteLog votes, PublishedLimits published, IReadOnlyList<PlacedSign> signs,
        DateTimeOffset at, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(passes);
        ArgumentNullException.ThrowIfNull(votes);
        ArgumentNullException.ThrowIfNull(published);
        ArgumentNullException.ThrowIfNull(signs);
        var judge = new LimitsJudge(world, passes, votes, published, signs, at, seed);
        var edges = judge._truth.Keys.Order().ToList();
        return LimitsTally.Pool(edges.Where(judge.IsJudged).Select(judge.ByDistance)) with
        {
            Changes = [.. edges.Where(judge.IsJudged).SelectMany(judge.InnerChanges), .. judge.ChangesBetween()],
            ByVehicles = [.. edges.Select(judge.OfVehicles)],
        };
    }

    private bool IsJudged(int edge) => _truth.ContainsKey(edge) && _isEligible[edge >> 1];

    private (int Vehicles, double LengthM, double RightM) OfVehicles(int edge)
    {
        double right = 0;
        var cuts = LimitLine.Cuts(LengthM(edge), _truth[edge], _lines[edge]);
        for (var i = 1; i < cuts.Length; i++)
            right += _lines[edge].At((cuts[i - 1] + cuts[i]) / 2) == _truth[edge].At((cuts[i - 1] + cuts[i]) / 2) ? cuts[i] - cuts[i - 1] : 0;
        return (_passes.Vehicles(edge).Count, LengthM(edge), right);
    }

    // The base segment's length in place of the road's.
    private double LengthM(int edge) => _world.BaseMap.EdgeLengthM(_world.MappedEdge(edge));

    private LimitLine TruthOf(int edge, DateTimeOffset at)
    {
        var road = _world.Truth.Segment(edge >> 1);
        var (roadM, baseM) = (road.LengthM, LengthM(edge));
        // The last part reaches the end exactly, whatever scaling makes of it.
        return new LimitLine(_world.Simulated.Limits.At(road.Id, RoadGraph.DirectionOf(edge), at).Select(limit =>
            (limit.FromM / roadM * baseM, limit.ToM >= roadM ? baseM : limit.ToM / roadM * baseM, limit.Limit)));
    }

    private LimitsTally ByDistance(int edge)
    {
        var (truth, published) = (_truth[edge], _lines[edge]);
        var tag = _world.BaseMap.Segment(_world.MappedSegment(edge >> 1)).LimitIn(RoadGraph.DirectionOf(edge));
        double right = 0, toCorrect = 0, corrected = 0, rightBase = 0, broken = 0;
        var wrong = new List<WrongLimit>();
        var cuts = LimitLine.Cuts(LengthM(edge), truth, published);
        for (var i = 1; i < cuts.Length; i++)
        {
            var (middle, metres) = ((cuts[i - 1] + cuts[i]) / 2, cuts[i] - cuts[i - 1]);
            var (is_, should) = (published.At(middle), truth.At(middle));
            var isRight = is_ == should;
            right += isRight ? metres : 0;
            if (tag == should)
                (rightBase, broken) = (rightBase + metres, broken + (isRight ? 0 : metres));
            else
                (toCorrect, corrected) = (toCorrect + metres, corrected + (isRight ? metres : 0));
            if (!isRight)
                wrong.Add(_diagnosis.Of(_seed, edge, cuts[i - 1], cuts[i], should!.Value, is_, truth));
        }

        return new LimitsTally
        {
            EligibleM = LengthM(edge), RightM = right, ToCorrectM = toCorrect, CorrectedM = corrected, RightBaseM = rightBase,
            BrokenM = broken, Wrong = wrong,
        };
    }

    private IEnumerable<ChangeVerdict> InnerChanges(int edge)
    {
        var isForward = RoadGraph.DirectionOf(edge) == TravelDirection.Forward;
        var parts = isForward ? [.. _truth[edge].Parts] : _truth[edge].Parts.Reverse().ToList();
        for (var i = 1; i < parts.Count; i++)
        {
            if (parts[i - 1].Limit == parts[i].Limit)
                continue;
            var at = isForward ? parts[i].FromM : parts[i].ToM;
            var sign = isForward ? 1 : -1;
            var before = at - sign * Beside(parts[i - 1].ToM - parts[i - 1].FromM);
            var behind = at + sign * Beside(parts[i].ToM - parts[i].FromM);
            yield return new ChangeVerdict(
                _seed, Id(edge), Id(edge), parts[i - 1].Limit, parts[i].Limit, _lines[edge].At(before), _lines[edge].At(behind),
                _passes.Passes(edge), _passes.Vehicles(edge).Count);
        }
    }

    private IEnumerable<ChangeVerdict> ChangesBetween()
    {
        foreach (var movement in _passes.Movements.OrderBy(movement => (movement.From, movement.To)))
        {
            if (!IsJudged(movement.From) || !IsJudged(movement.To))
                continue;
            var (old, @new) = (AtBeginOrEnd(movement.From, atEnd: true), AtBeginOrEnd(movement.To, atEnd: false));
            if (old == @new)
                continue;
            yield return new ChangeVerdict(
                _seed, Id(movement.From), Id(movement.To), old, @new, Walk([.. movement.Before.Reverse()], old, upstream: true),
                Walk(movement.After, @new, upstream: false), movement.Drives,
                Math.Min(_passes.Vehicles(movement.From).Count, _passes.Vehicles(movement.To).Count));
        }
    }

    // What is published 25 m away along the path; where the limit holds for less, or less of the path is eligible, in the middle of that.
    private SpeedLimit? Walk(IReadOnlyList<int> edges, SpeedLimit limit, bool upstream)
    {
        var stretches = new List<(int Edge, double LengthM)>();
        foreach (var edge in edges)
        {
            if (!IsJudged(edge))
                break;
            var holds = HoldsM(edge, limit, fromEnd: upstream);
            stretches.Add((edge, holds));
            if (holds < LengthM(edge))
                break;
        }

        var left = Beside(stretches.Sum(stretch => stretch.LengthM));
        foreach (var (edge, length) in stretches)
        {
            if (left <= length)
                return _lines[edge].At(PlaceM(edge, left, upstream));
            left -= length;
        }

        throw new InvalidOperationException("The place lies within the stretches.");
    }

    // How far a limit holds on an edge from its end in driving direction, or from its begin.
    private double HoldsM(int edge, SpeedLimit limit, bool fromEnd)
    {
        var parts = _truth[edge].Parts;
        var fromLast = RoadGraph.DirectionOf(edge) == TravelDirection.Forward == fromEnd;
        double holds = 0;
        foreach (var part in fromLast ? parts.Reverse() : parts)
        {
            if (part.Limit != limit)
                break;
            holds += part.ToM - part.FromM;
        }

        return holds;
    }

    private double PlaceM(int edge, double metres, bool fromEnd) =>
        RoadGraph.DirectionOf(edge) == TravelDirection.Forward == fromEnd ? LengthM(edge) - metres : metres;

    private SpeedLimit AtBeginOrEnd(int edge, bool atEnd)
    {
        var parts = _truth[edge].Parts;
        return parts[RoadGraph.DirectionOf(edge) == TravelDirection.Forward == atEnd ? parts.Count - 1 : 0].Limit;
    }

    private SegmentId Id(int edge) => _world.Truth.Segment(RoadGraph.SegmentOf(edge)).Id;

    private static double Beside(double holdsM) => holdsM >= BesideChangeM ? BesideChangeM : holdsM / 2;
}
