using Telemetry.Contracts.Geography;
using Telemetry.Contracts.V1;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Facts.Closures;
using Telemetry.MapFusion.Grains;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.LearningEvaluation.Platform;

/// <summary>
/// The platform in memory: what a worker does with a message, from fixes to facts, with the same matcher, contributions, grains and
/// facts. It knows its base map and what vehicles send, and nothing of the true world. Not thread-safe.
/// </summary>
public sealed class LearningPlatform
{
    private readonly FusionOptions _fusion;
    private readonly KeyedIdentities _identities;
    private readonly Matcher _matcher;
    private readonly Dictionary<GrainId, SealedGrain> _grains = [];
    // What follows from the evidence as it stands; null once that has grown.
    private CandidateRoads? _candidates;

    /// <param name="baseMap">What it imports.</param>
    /// <param name="fusion">Valid options.</param>
    /// <param name="keySeed">The key of pseudonyms follows from it.</param>
    /// <param name="turnRestrictions">Turns that the base map forbids; null for none.</param>
    public LearningPlatform(
        IReadOnlyList<RoadSegment> baseMap, FusionOptions fusion, ulong keySeed, IReadOnlyList<TurnRestriction>? turnRestrictions = null)
    {
        ArgumentNullException.ThrowIfNull(baseMap);
        ArgumentNullException.ThrowIfNull(fusion);
        fusion.Validate();
        BaseMap = RoadGraph.Build(baseMap, turnRestrictions ?? []);
        (_fusion, _identities) = (fusion, new KeyedIdentities(keySeed));
        _matcher = new Matcher(BaseMap, MatchOptions.Default);
    }

    /// <summary>The graph of the base map, as workers build it.</summary>
    public RoadGraph BaseMap { get; }

    /// <summary>The grains that evidence came to, in no order.</summary>
    public IEnumerable<GrainId> Grains => _grains.Keys;

    /// <summary>Matches a message, folds what it says, and returns it. A message that was applied before changes nothing.</summary>
    public IReadOnlyList<Contribution> Apply(FrameMessage message)
    {
        var contributions = Contribute(message);
        Fold(contributions);
        return contributions;
    }

    /// <summary>Folds what a message says where it is matched as given, and returns it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="match">Of its frames, on <see cref="BaseMap"/>.</param>
    public IReadOnlyList<Contribution> Apply(FrameMessage message, MatchedDrive match)
    {
        ArgumentNullException.ThrowIfNull(message);
        var contributions = Contribute(message, MessageReading.FixesOf(message), match);
        Fold(contributions);
        return contributions;
    }

    /// <summary>What a message says, without folding it.</summary>
    public IReadOnlyList<Contribution> Contribute(FrameMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var fixes = MessageReading.FixesOf(message);
        return Contribute(message, fixes, _matcher.Match(fixes));
    }

    /// <summary>Folds contributions, in any order and of any number of grains.</summary>
    public void Fold(IEnumerable<Contribution> contributions)
    {
        _candidates = null;
        foreach (var group in contributions.GroupBy(contribution => contribution.Grain))
        {
            if (!_grains.TryGetValue(group.Key, out var grain))
                _grains.Add(group.Key, grain = new SealedGrain(group.Key));
            grain.Fold([.. group]);
        }
    }

    /// <summary>The evidence of a grain; null where there is none.</summary>
    public GrainState? EvidenceOf(GrainId grain) => _grains.TryGetValue(grain, out var known) ? known.State : null;

    /// <summary>Everything published of a base segment, by collection and id.</summary>
    /// <param name="segment">Its index in <see cref="BaseMap"/>.</param>
    public IReadOnlyList<MapFeature> FactsOf(int segment) =>
        SegmentFacts.Derive(BaseMap.Segment(segment), EvidenceOf(GrainId.Of(BaseMap.Segment(segment).Id)), _fusion);

    /// <summary>The candidate roads and closures of a cell of <see cref="CellGrid.Evidence"/>, by collection and id.</summary>
    public IReadOnlyList<MapFeature> FactsOf(CellId cell)
    {
        var around = RoadsAround(cell);
        return
        [
            .. Candidates().Of(cell),
            .. CellFacts.MayHaveClosures(cell, around, _fusion) ? CellFacts.DeriveClosures(cell, around, _fusion) : [],
        ];
    }

    /// <summary>What is found of a base segment that may be closed.</summary>
    internal ClosureVerdict ClosureOf(int segment)
    {
        var cell = CellGrid.Evidence.CellOf(BaseMap.PointAt(segment, BaseMap.LengthM(segment) / 2));
        return new ClosureFacts(_fusion).VerdictOn(BaseMap.Segment(segment), cell, RoadsAround(cell));
    }

    private List<(RoadSegment Road, GrainState? Evidence)> RoadsAround(CellId cell) =>
        [.. CellReach.RoadsAround(cell, BaseMap).Select(road => (road, EvidenceOf(GrainId.Of(road.Id))))];

    /// <summary>The cells that may have something to publish, in order: those with evidence and those around roads with evidence.</summary>
    public IReadOnlyList<CellId> Cells() =>
        [.. _grains.Keys.SelectMany(CellsOf).Distinct().Order()];

    /// <summary>Everything published: of segments in order of id, then of cells in order.</summary>
    public IEnumerable<MapFeature> Facts() =>
        Enumerable.Range(0, BaseMap.SegmentCount).SelectMany(FactsOf).Concat(Cells().SelectMany(FactsOf));

    private CandidateRoads Candidates() => _candidates ??= new CandidateRoads(
        _grains.Where(grain => grain.Key.Kind == GrainKind.Cell).ToDictionary(grain => grain.Key.Cell, grain => grain.Value.State),
        BaseMap, _fusion);

    private IEnumerable<CellId> CellsOf(GrainId grain) => grain.Kind == GrainKind.Cell ? CandidateRoads.Reach(grain.Cell)
        : BaseMap.TryFind(grain.Segment, out var segment) ? CellReach.CellsAround(BaseMap.Segment(segment)) : [];

    private IReadOnlyList<Contribution> Contribute(FrameMessage message, Fix[] fixes, MatchedDrive match) => ContributionBuilder.Build(
        MessageReading.ObservationOf(message, fixes, _identities.MessageKey(message), _identities.Fleet(message)), match, BaseMap,
        _identities.Pseudonyms(message));
}
