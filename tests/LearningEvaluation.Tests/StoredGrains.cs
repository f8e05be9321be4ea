using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.LearningEvaluation.Tests;

/// <summary>Grains in a store that several writers share, each with states of its own in memory, as workers keep them.</summary>
internal sealed class StoredGrains(RoadGraph baseMap, int writers)
{
    private readonly SortedDictionary<GrainId, Stored> _stored = [];
    private readonly Dictionary<GrainId, (GrainState State, int Version)>[] _held =
        [.. Enumerable.Range(0, writers).Select(_ => new Dictionary<GrainId, (GrainState, int)>())];

    /// <summary>How many writers there are.</summary>
    public int Writers => _held.Length;

    /// <summary>Puts that found another writer's work and began again.</summary>
    public int Conflicts { get; private set; }

    /// <summary>One writer's flush.</summary>
    public void Flush(int writer, IEnumerable<Contribution> contributions, DateTimeOffset now)
    {
        foreach (var group in contributions.GroupBy(contribution => contribution.Grain))
        {
            if (!_stored.TryGetValue(group.Key, out var stored))
                _stored.Add(group.Key, stored = new Stored());
            var isHeld = _held[writer].TryGetValue(group.Key, out var held);
            if (isHeld && held.Version != stored.Version)
                Conflicts++;
            var state = isHeld && held.Version == stored.Version ? held.State : GrainState.Open(group.Key, stored.Head);
            Contribution[] batch = [.. group];
            stored.AddTo(state, state.PartsToFold(batch));
            state.Fold(batch);
            stored.AddTo(state, state.PartsToSeal(now));
            stored.Put(state.Seal(string.Create(CultureInfo.InvariantCulture, $"{writer}-{stored.Version}"), now));
            _held[writer][group.Key] = (state, stored.Version);
        }
    }

    /// <summary>The canonical map: every feature on a line, by collection and id.</summary>
    public List<string> Canonical()
    {
        var features = new List<MapFeature>();
        for (var i = 0; i < baseMap.SegmentCount; i++)
            features.AddRange(SegmentFacts.Derive(baseMap.Segment(i), StateOf(GrainId.Of(baseMap.Segment(i).Id)), FusionOptions.Default));
        var candidates = new CandidateRoads(
            _stored.Keys.Where(grain => grain.Kind == GrainKind.Cell).ToDictionary(grain => grain.Cell, grain => StateOf(grain)!), baseMap,
            FusionOptions.Default);
        foreach (var cell in Cells().Order())
        {
            var around = CellReach.RoadsAround(cell, baseMap).Select(road => (road, StateOf(GrainId.Of(road.Id)))).ToList();
            features.AddRange(candidates.Of(cell));
            features.AddRange(CellFacts.DeriveClosures(cell, around, FusionOptions.Default));
        }

        return [.. features.OrderBy(feature => feature.Collection).ThenBy(feature => feature.Id, StringComparer.Ordinal).Select(feature => feature.GeoJson)];
    }

    private IEnumerable<CellId> Cells() => _stored.Keys.SelectMany(grain =>
        grain.Kind == GrainKind.Cell ? CandidateRoads.Reach(grain.Cell)
        : baseMap.TryFind(grain.Segment, out var segment) ? CellReach.CellsAround(baseMap.Segment(segment)) : []).Distinct();

    private GrainState? StateOf(GrainId grain)
    {
        if (!_stored.TryGetValue(grain, out var stored))
            return null;
        var state = GrainState.Open(grain, stored.Head);
        stored.AddTo(state, state.PartsToDerive());
        return state;
    }

    private sealed class Stored
    {
        private readonly Dictionary<string, ReadOnlyMemory<byte>> _parts = [];

        public ReadOnlyMemory<byte> Head { get; private set; }

        public int Version { get; private set; }

        public void AddTo(GrainState state, IReadOnlyList<string> names)
        {
            foreach (var name in names)
                state.AddPart(name, _parts[name]);
        }

        public void Put(SealedState sealedState)
        {
            foreach (var part in sealedState.NewParts)
                _parts.Add(part.Name, part.Bytes);
            foreach (var name in sealedState.ObsoleteParts)
                _parts.Remove(name);
            (Head, Version) = (sealedState.Head, Version + 1);
        }
    }
}
