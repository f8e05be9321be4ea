using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.LearningEvaluation.Platform;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;

namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>
/// Tells what lies at its threshold from what is established. Whatever is published from some evidence on has states in which one vehicle more
/// tips it, whoever that is. So of a thing that hostile vehicles changed it is asked whether as many honest ones would have: up to one
/// fewer than a fact needs leave the evidence, or drive once more what an honest vehicle drove. Tried are each vehicle by itself and then pairs,
/// up to <see cref="MostVariations"/>: what is not tipped by those counts as established. For one thread.
/// </summary>
internal sealed class HonestMargin(HonestDrives honest, FusionOptions fusion)
{
    private const int MostVariations = 400;

    // Candidate roads near each other are the same, whatever their number in the cell.
    private const double NearM = 40;

    private readonly Dictionary<string, bool> _known = [];
    private readonly Dictionary<string, List<Contribution>> _again = [];
    private readonly LearningPlatform _platform = honest.Learned();

    /// <summary>True where honest vehicles would have tipped it as well.</summary>
    public bool IsAtThreshold(MapDifference difference)
    {
        var thing = difference.Subject + string.Join(' ', difference.Line.Take(1));
        if (!_known.TryGetValue(thing, out var isAtThreshold))
            _known[thing] = isAtThreshold = Variations(difference).Any(changed => changed.Any(other => IsSame(difference, other)));
        return isAtThreshold;
    }

    private static bool IsSame(MapDifference difference, MapDifference other) =>
        difference.Subject.StartsWith(nameof(MapCollection.CandidateRoads), StringComparison.Ordinal)
            ? other.Subject.StartsWith(nameof(MapCollection.CandidateRoads), StringComparison.Ordinal) &&
                (other.Line.Any(point => MapComparison.AwayM([point], difference.Line) < NearM) ||
                    difference.Line.Any(point => MapComparison.AwayM([point], other.Line) < NearM))
            : difference.Subject == other.Subject;

    // What is published otherwise around the difference with some honest vehicles fewer or more.
    private IEnumerable<IEnumerable<MapDifference>> Variations(MapDifference difference)
    {
        var grains = GrainsOf(difference);
        var vehicles = grains.SelectMany(honest.SaidOf).Where(said => IsNear(said.Contribution, difference))
            .Select(said => said.Vehicle).Distinct().ToList();
        var without = Facts(grains, [], []);
        foreach (var some in Some(vehicles).Take(MostVariations / 2))
        {
            yield return MapComparison.Compare(without, Facts(grains, some, []), truth: null);
            yield return MapComparison.Compare(without, Facts(grains, [], some), truth: null);
        }
    }

    private IEnumerable<string[]> Some(List<string> vehicles)
    {
        if (fusion.MinVehicles < 2)
            yield break;
        foreach (var vehicle in vehicles)
            yield return [vehicle];
        if (fusion.MinVehicles < 3)
            yield break;
        for (var distance = 1; distance < vehicles.Count; distance++)
            for (var i = 0; i + distance < vehicles.Count; i++)
                yield return [vehicles[i], vehicles[i + distance]];
    }

    private static bool IsNear(Contribution contribution, MapDifference difference) => contribution.Grain.Kind == GrainKind.Segment ||
        CellTrack.Decode(contribution.Payload.Span).Points.Any(point => MapComparison.AwayM([point], difference.Line) < NearM);

    private IReadOnlyList<GrainId> GrainsOf(MapDifference difference)
    {
        if (difference.Subject.StartsWith(MapComparison.LimitOf, StringComparison.Ordinal))
            return [SegmentOf(difference.Subject[MapComparison.LimitOf.Length..])];
        if (!difference.Subject.StartsWith(nameof(MapCollection.CandidateRoads), StringComparison.Ordinal))
            return [SegmentOf(difference.Subject[(difference.Subject.IndexOf(' ', StringComparison.Ordinal) + 1)..])];
        return [.. difference.Line.Select(CellGrid.Evidence.CellOf).SelectMany(CandidateRoads.Reach).Distinct().Order().Select(GrainId.Of)];
    }

    private static GrainId SegmentOf(string subject) => GrainId.Of(new SegmentId(
        ulong.Parse(subject.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));

    private List<MapFeature> Facts(IReadOnlyList<GrainId> grains, string[] left, string[] twice)
    {
        var states = new Dictionary<GrainId, GrainState>();
        foreach (var grain in grains)
        {
            List<Contribution> said =
            [
                .. honest.SaidOf(grain).Where(said => !left.Contains(said.Vehicle)).Select(said => said.Contribution),
                .. twice.SelectMany(Again).Where(contribution => contribution.Grain == grain),
            ];
            if (said.Count == 0)
                continue;
            var evidence = new SealedGrain(grain);
            foreach (var some in said.Chunk(16))
                evidence.Fold(some);
            states.Add(grain, evidence.State);
        }

        return grains[0].Kind == GrainKind.Cell ? CandidatesOf(states) : [.. OfSegment(grains[0], states.GetValueOrDefault(grains[0]))];
    }

    private List<MapFeature> CandidatesOf(Dictionary<GrainId, GrainState> states)
    {
        var candidates = new CandidateRoads(states.ToDictionary(grain => grain.Key.Cell, grain => grain.Value), _platform.BaseMap, fusion);
        return [.. states.Keys.SelectMany(grain => CandidateRoads.Reach(grain.Cell)).Distinct().Order().SelectMany(candidates.Of)];
    }

    private IEnumerable<MapFeature> OfSegment(GrainId grain, GrainState? evidence)
    {
        if (!_platform.BaseMap.TryFind(grain.Segment, out var index))
            return [];
        var segment = _platform.BaseMap.Segment(index);
        var cell = CellGrid.Evidence.CellOf(_platform.BaseMap.PointAt(index, segment.LengthM / 2));
        var around = CellReach.RoadsAround(cell, _platform.BaseMap)
            .Select(road => (road, road.Id == segment.Id ? evidence : _platform.EvidenceOf(GrainId.Of(road.Id)))).ToList();
        return
        [
            .. SegmentFacts.Derive(segment, evidence, fusion),
            .. CellFacts.MayHaveClosures(cell, around, fusion) ? CellFacts.DeriveClosures(cell, around, fusion) : [],
        ];
    }

    // What another vehicle would have said that had driven as this one did.
    private List<Contribution> Again(string vehicle)
    {
        if (_again.TryGetValue(vehicle, out var said))
            return said;
        said = [];
        foreach (var message in honest.SentBy(vehicle))
        {
            var copy = message.Clone();
            copy.VehicleId += "-again";
            said.AddRange(_platform.Contribute(copy));
        }

        return _again[vehicle] = said;
    }
}
