using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Driving;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.World;
using Telemetry.FleetSimulator.World.Schedule;
using Telemetry.MapFusion.Facts;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.LearningEvaluation.Change;

/// <summary>
/// How quickly a changed sign is published, and how often something else is published though nothing changed. Segments are studied one by
/// one: for each the passes of <see cref="QuickPasses"/> in order of time, folded into its evidence, facts derived after every
/// pass behind a change and once a day without one. The base map lacks tags and has wrong ones as by default.
/// </summary>
internal sealed class ChangeStudy
{
    private const double ShortestChangedM = 30;
    private const double RightShare = 0.8;

    private static readonly DateTimeOffset s_start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly ChangeOptions _options;
    private readonly FusionOptions _fusion;
    private readonly ulong _seed;
    private readonly SimulatedWorld _world;
    private readonly RoadGraph _base;
    private readonly SignedRoads _before;
    private readonly SignedRoads _after;

    /// <param name="source">The map.</param>
    /// <param name="options">How much.</param>
    /// <param name="fusion">How facts are derived.</param>
    /// <param name="seed">Every chance follows from it.</param>
    public ChangeStudy(ImportedRoads source, ChangeOptions options, FusionOptions fusion, ulong seed)
    {
        (_options, _fusion, _seed) = (options, fusion, seed);
        var world = SimulatedWorld.Create(source, new WorldPerturbation { Shifted = 0 }, seed);
        var network = new TrueNetwork(world.Truth, world.TurnRestrictions);
        _before = new SignedRoads(world, network, s_start, seed);
        _world = world.With(Schedule(network));
        _after = new SignedRoads(_world, network, s_start.AddDays(1), seed);
        _base = RoadGraph.Build(world.BaseMap);
    }

    /// <summary>Runs both parts on as many threads as there are processors. The same for the same seed.</summary>
    /// <param name="report">Told the share done, 0 to 1, by several threads.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public ChangeOutcome Run(Action<double> report, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        var changed = _world.Schedule.Changes.Where(IsSigned).Take(_options.Changes).ToArray();
        var watched = Watched();
        var (changes, found) = (new SignChange[changed.Length], new List<FalseChange>[watched.Length]);
        var done = 0;
        Parallel.For(0, changed.Length + watched.Length, parallel, i =>
        {
            if (i < changed.Length)
                changes[i] = Follow(changed[i]);
            else
                found[i - changed.Length] = Watch(watched[i - changed.Length]);
            report(Interlocked.Increment(ref done) / (double)(changed.Length + watched.Length));
        });
        return new ChangeOutcome(
            changes, [.. found.SelectMany(list => list)], (long)watched.Length * (_options.Days - _options.LearningDays));
    }

    // More than are asked for: some will have no sign of their own.
    private WorldSchedule Schedule(TrueNetwork network)
    {
        var random = new SimulationRandom(SimulationRandom.Derive(_seed, 0xC4A));
        var edges = DrivableEdges().Where(edge => network.Graph.EdgeLengthM(edge) >= ShortestChangedM).ToArray();
        var chosen = new SortedSet<int>();
        while (chosen.Count < Math.Min(2 * _options.Changes, edges.Length / 4))
            chosen.Add(edges[random.Below(edges.Length)]);
        return WorldSchedule.Of(chosen.Select(edge => new WorldChange(
            s_start.AddDays(1), network.Graph.Segment(RoadGraph.SegmentOf(edge)).Id, WorldChangeKind.Limit,
            RoadGraph.DirectionOf(edge), PlausibleLimits.OtherThan(_before.Rules.PlainOf(edge), random))));
    }

    private IEnumerable<int> DrivableEdges() =>
        Enumerable.Range(0, _before.Network.Graph.EdgeCount).Where(edge => _before.IsDrivable(edge));

    private bool IsSigned(WorldChange change) =>
        _after.Signs.On(EdgeOf(change)).Any(post => post.Signs.Any(sign => sign.Limit == change.Limit && sign.Conditions.IsEmpty));

    private int EdgeOf(WorldChange change)
    {
        _before.Network.Graph.TryFind(change.Segment, out var segment);
        return RoadGraph.EdgeOf(segment, change.Direction!.Value);
    }

    private int[] Watched()
    {
        var random = new SimulationRandom(SimulationRandom.Derive(_seed, 0xFA1));
        var edges = DrivableEdges().ToArray();
        for (var i = edges.Length - 1; i > 0; i--)
        {
            var other = random.Below(i + 1);
            (edges[i], edges[other]) = (edges[other], edges[i]);
        }

        return edges[..Math.Min(_options.Watched, edges.Length)];
    }

    private SignChange Follow(WorldChange change)
    {
        var edge = EdgeOf(change);
        var (lengthM, limit) = (_before.Network.Graph.EdgeLengthM(edge), change.Limit!.Value);
        var segment = _base[IndexOf(edge)];
        var evidence = new StudiedEdge(segment, RoadGraph.DirectionOf(edge), _fusion);
        var (before, after) = (new QuickPasses(_before, _base, _options, _seed), new QuickPasses(_after, _base, _options, _seed));
        var times = new PassTimes(SimulationRandom.Derive(_seed, (ulong)edge), s_start, _options.PassesPerDay);
        var number = 0;
        for (; number < _options.DaysBefore * _options.PassesPerDay; number++)
            evidence.Add(before.Drive(edge, number, times.Of(number), null));
        var was = _before.Rules.PlainOf(edge);
        var wasRight = ShareOf(evidence.Publish(), was, lengthM) >= RightShare;
        var (first, sighted) = (number, 0);
        var isRight = false;
        while (!isRight && sighted < _options.MostSighted && number - first < 20 * _options.MostSighted)
        {
            var pass = after.Drive(edge, number, times.Of(number), limit);
            number++;
            evidence.Add(pass);
            sighted += pass.SawSign ? 1 : 0;
            isRight = ShareOf(evidence.Publish(), limit, lengthM) >= RightShare;
        }

        return new SignChange(
            segment.Id.ToString(), lengthM, was, limit, segment.LimitIn(RoadGraph.DirectionOf(edge)) == was, wasRight,
            isRight ? sighted : null, number - first);
    }

    private List<FalseChange> Watch(int edge)
    {
        var graph = _before.Network.Graph;
        var segment = _base[IndexOf(edge)];
        var direction = RoadGraph.DirectionOf(edge);
        var evidence = new StudiedEdge(segment, direction, _fusion);
        var passes = new QuickPasses(_before, _base, _options, _seed);
        var times = new PassTimes(SimulationRandom.Derive(_seed, (ulong)edge), s_start, _options.PassesPerDay);
        var found = new List<FalseChange>();
        var yesterday = "";
        for (var day = 0; day < _options.Days; day++)
        {
            for (var i = 0; i < _options.PassesPerDay; i++)
                evidence.Add(passes.Drive(edge, day * _options.PassesPerDay + i, times.Of(day * _options.PassesPerDay + i), null));
            // Nothing is lost by deriving nothing before it counts.
            if (day < _options.LearningDays - 1)
                continue;
            var today = string.Join(", ", evidence.Publish().Select(one => one.Limit));
            if (day >= _options.LearningDays && today != yesterday)
                found.Add(new FalseChange(
                    $"{segment.Id}{(direction == TravelDirection.Forward ? 'f' : 'b')}", segment.LengthM, day, TruthOf(edge), yesterday, today));
            yesterday = today;
        }

        return found;
    }

    private string TruthOf(int edge)
    {
        var (begin, end) = (_before.Rules.PlainOf(edge), _before.Rules.PlainAtEnd(edge));
        return begin == end ? begin.ToString() : string.Create(CultureInfo.InvariantCulture, $"{begin} then {end}");
    }

    private int IndexOf(int edge)
    {
        _base.TryFind(_before.Network.Graph.Segment(RoadGraph.SegmentOf(edge)).Id, out var index);
        return index;
    }

    private static double ShareOf(List<PublishedLimit> limits, SpeedLimit limit, double lengthM) =>
        limits.Where(one => one.Limit == limit).Sum(one => one.ToM - one.FromM) / lengthM;
}
