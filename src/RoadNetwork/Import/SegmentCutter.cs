using System.Runtime.InteropServices;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Import.Tags;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import;

/// <summary>Cuts ways into segments at junctions, barriers and gaps. Not safe for use by more than one thread.</summary>
internal sealed class SegmentCutter(NodeTable nodes, string? country, ProblemLog problems)
{
    private readonly List<int> _indices = [];
    private readonly List<GeoPoint> _line = [];
    private readonly Dictionary<(long From, long To), int> _ordinals = [];

    private readonly Dictionary<long, List<SignSighting>> _signs = [];

    public List<RoadSegment> Segments { get; } = [];

    /// <summary>Where nodes with a traffic sign were met, by node.</summary>
    public IReadOnlyDictionary<long, List<SignSighting>> Signs => _signs;

    /// <summary>Cuts one way.</summary>
    /// <param name="wayId">The OSM way.</param>
    /// <param name="road">What its tags say.</param>
    /// <param name="refs">Its nodes, neighbours never equal.</param>
    public void Cut(long wayId, in RoadAttributes road, ReadOnlySpan<long> refs)
    {
        _ordinals.Clear();
        _indices.Clear();
        foreach (var node in refs)
            _indices.Add(nodes.IndexOf(node));

        // The start of the segment at hand; negative behind a gap.
        var start = -1;
        for (var i = 0; i < refs.Length; i++)
        {
            if (!nodes.IsPlaced(_indices[i]))
            {
                problems.Add(ImportProblem.MissingNode, "way", wayId, $"node {refs[i]}");
                start = -1;
                continue;
            }

            var isLast = i + 1 == refs.Length || !nodes.IsPlaced(_indices[i + 1]);
            if (start >= 0 && (isLast || nodes.IsCut(_indices[i])))
            {
                Add(wayId, road, refs, start, i);
                start = i;
            }

            if (start < 0)
                start = i;
        }
    }

    private void Add(long wayId, in RoadAttributes road, ReadOnlySpan<long> refs, int first, int last)
    {
        _line.Clear();
        for (var i = first; i <= last; i++)
        {
            var position = nodes.PositionOf(_indices[i]);
            if (_line.Count == 0 || _line[^1] != position)
                _line.Add(position);
            else
                problems.Add(ImportProblem.DuplicateVertex, "way", wayId, $"node {refs[i]}");
        }

        // Taken also by a stretch that is left out, so that the ids of others do not hang on its position.
        var ends = (From: refs[first], To: refs[last]);
        var ordinal = CollectionsMarshal.GetValueRefOrAddDefault(_ordinals, ends, out _)++;
        var lengthM = Sphere.LengthM(CollectionsMarshal.AsSpan(_line));
        // Two points on one pole or on both sides of the antimeridian differ and are no distance apart.
        if (lengthM <= 0)
        {
            problems.Add(ImportProblem.ZeroLengthSegment, "way", wayId, $"nodes {ends.From} to {ends.To}");
            return;
        }

        if (ends.From == ends.To)
            problems.Add(ImportProblem.Loop, "way", wayId, $"node {ends.From}");

        Segments.Add(new RoadSegment
        {
            Id = SegmentIds.Of(wayId, ends.From, ends.To, ordinal),
            OsmWayId = wayId,
            OsmFromNodeId = ends.From,
            OsmToNodeId = ends.To,
            Ordinal = ordinal,
            Line = [.. _line],
            LengthM = lengthM,
            Class = road.Class,
            IsLink = road.IsLink,
            IsRoundabout = road.IsRoundabout,
            ForwardAllowed = road.Forward,
            BackwardAllowed = road.Backward,
            BlockedAtFrom = nodes.IsBarrier(_indices[first]),
            BlockedAtTo = nodes.IsBarrier(_indices[last]),
            ForwardLimit = road.ForwardLimit,
            BackwardLimit = road.BackwardLimit,
            ConditionalLimits = road.ConditionalLimits,
            ForwardAccess = road.ForwardAccess,
            BackwardAccess = road.BackwardAccess,
            AccessConditions = road.AccessConditions,
            Zone = road.Zone,
            Country = road.Country ?? country,
            LanesForward = road.LanesForward,
            LanesBackward = road.LanesBackward,
            WidthM = road.WidthM,
            Name = road.Name,
        });
        NoteSigns(refs, first, last);
    }

    private void NoteSigns(ReadOnlySpan<long> refs, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            if (!nodes.HasSign(_indices[i]))
                continue;
            if (!_signs.TryGetValue(refs[i], out var sightings))
                _signs.Add(refs[i], sightings = []);

            // The line may have fewer points than the way has nodes here; this one's is there.
            var at = _line.IndexOf(nodes.PositionOf(_indices[i]), i == last ? _line.Count - 1 : 0);
            var line = CollectionsMarshal.AsSpan(_line);
            var piece = Math.Min(at, line.Length - 2);
            sightings.Add(new SignSighting(
                Segments.Count - 1, Sphere.LengthM(line[..(at + 1)]), Sphere.BearingDeg(line[piece], line[piece + 1])));
        }
    }
}
