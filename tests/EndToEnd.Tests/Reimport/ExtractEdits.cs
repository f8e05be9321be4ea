using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.EndToEnd.Tests.Reimport;

/// <summary>
/// Edits of an extract as mappers make them in a month, drawn by a seed, and what they must come to, told from the edits
/// alone. No two edits touch a common node, and a way goes only where the junctions it leaves stay junctions, so that an edit
/// changes nothing but its own way.
/// </summary>
internal sealed class ExtractEdits
{
    private const long NewWays = 99_000_000_000;

    private readonly OsmExtract _extract;
    private readonly Random _random;
    private readonly Dictionary<long, List<RoadSegment>> _byWay;
    private readonly Dictionary<long, int> _uses = [];
    private readonly HashSet<long> _ends = [];
    private readonly HashSet<long> _touched = [];
    private long _nextWay = NewWays;

    public ExtractEdits(OsmExtract extract, ImportedRoads before, int seed)
    {
        (_extract, _random) = (extract, new Random(seed));
        _byWay = before.Segments.GroupBy(segment => segment.OsmWayId).ToDictionary(way => way.Key, way => way.ToList());
        foreach (var way in _byWay.Keys)
        {
            foreach (var node in extract.Ways[way].Nodes)
                _uses[node] = _uses.GetValueOrDefault(node) + 1;
            _ends.Add(extract.Ways[way].Nodes[0]);
            _ends.Add(extract.Ways[way].Nodes[^1]);
        }
    }

    public HashSet<SegmentId> Removed { get; } = [];

    public HashSet<SegmentId> Added { get; } = [];

    public Dictionary<SegmentId, SpeedLimit> Retagged { get; } = [];

    public HashSet<SegmentId> Moved { get; } = [];

    public HashSet<SegmentId> Renamed { get; } = [];

    /// <summary>Whole ways go.</summary>
    public void Remove(int count) => Each(count, CanLose, (way, segments) =>
    {
        _extract.Ways.Remove(way);
        Removed.UnionWith(segments.Select(segment => segment.Id));
    });

    /// <summary>Ways whose only word on limits is a plain number get another one.</summary>
    public void Retag(int count, SpeedLimit limit) => Each(
        count,
        (_, segments) => segments.TrueForAll(segment =>
            segment.ForwardAllowed && segment.ForwardLimit is { Unit: SpeedUnit.Kmh } old && old != limit),
        (way, segments) => Retag(way, segments, limit));

    /// <summary>One way gets the limit that vehicles learned on it.</summary>
    public void Retag(RoadSegment learned, SpeedLimit limit)
    {
        Touch(learned.OsmWayId);
        Retag(learned.OsmWayId, _byWay[learned.OsmWayId], limit);
    }

    /// <summary>Ways are split at a junction; the rest becomes a way of its own.</summary>
    public void Split(int count) => Each(
        count,
        (way, segments) => segments.Count > 1 && segments.Select(segment => segment.OsmFromNodeId).Distinct().Count() == segments.Count &&
            _extract.Ways[way].Nodes.Distinct().Count() == _extract.Ways[way].Nodes.Length,
        (way, segments) =>
        {
            var (nodes, tags) = _extract.Ways[way];
            var ordered = segments.OrderBy(segment => Array.IndexOf(nodes, segment.OsmFromNodeId)).ToList();
            var first = 1 + _random.Next(ordered.Count - 1);
            var at = Array.IndexOf(nodes, ordered[first].OsmFromNodeId);
            var rest = _nextWay++;
            _extract.Ways[way] = (nodes[..(at + 1)], tags);
            _extract.Ways[rest] = (nodes[at..], new Dictionary<string, string>(tags));
            foreach (var segment in ordered[first..])
            {
                Removed.Add(segment.Id);
                Added.Add(SegmentIds.Of(rest, segment.OsmFromNodeId, segment.OsmToNodeId, 0));
            }
        });

    /// <summary>New ways from one junction to another.</summary>
    public void Add(int count) => Each(count, (way, segments) => segments[0].OsmFromNodeId != segments[0].OsmToNodeId, (_, segments) =>
    {
        // Both nodes are ends of segments, so that nothing else is cut.
        var (from, to) = (segments[0].OsmFromNodeId, segments[0].OsmToNodeId);
        _extract.Ways[_nextWay] = ([from, to], new() { ["highway"] = "residential", ["maxspeed"] = "30" });
        Added.Add(SegmentIds.Of(_nextWay++, from, to, 0));
    });

    /// <summary>Nodes in the middle of a segment are put elsewhere.</summary>
    public void Move(int count) => Each(count, (way, _) => ShapeNodes(way).Any(), (way, segments) =>
    {
        var node = ShapeNodes(way).First();
        var (at, tags) = _extract.Nodes[node];
        _extract.Nodes[node] = (new GeoPoint(at.LonE7 + 411, at.LatE7 - 297), tags);
        Moved.Add(segments.Single(segment => segment.Line.Contains(at)).Id);
    });

    /// <summary>Ways get another name.</summary>
    public void Rename(int count) => Each(count, (way, _) => _extract.Ways[way].Tags.ContainsKey("name"), (way, segments) =>
    {
        _extract.Ways[way].Tags["name"] += " (neu)";
        Renamed.UnionWith(segments.Select(segment => segment.Id));
    });

    private void Each(int count, Func<long, List<RoadSegment>, bool> suits, Action<long, List<RoadSegment>> edit)
    {
        var ways = _byWay.Keys.Order().ToArray();
        _random.Shuffle(ways);
        var done = 0;
        foreach (var way in ways)
        {
            if (done == count)
                return;
            if (!_extract.Ways.TryGetValue(way, out var one) || Array.Exists(one.Nodes, _touched.Contains) ||
                !IsPlain(way) || !suits(way, _byWay[way]))
                continue;
            Touch(way);
            edit(way, _byWay[way]);
            done++;
        }

        Assert.Fail($"Only {done} of {count} ways suit an edit.");
    }

    private void Touch(long way) => _touched.UnionWith(_extract.Ways[way].Nodes);

    private void Retag(long way, List<RoadSegment> segments, SpeedLimit limit)
    {
        _extract.Ways[way].Tags["maxspeed"] = limit.Value.ToString(CultureInfo.InvariantCulture);
        foreach (var segment in segments)
            Retagged.Add(segment.Id, limit);
    }

    /// <summary>True where all that a way says on limits is <c>maxspeed</c>, if anything: so that nothing else follows from it.</summary>
    public bool IsPlain(long way) => _extract.Ways[way].Tags.Keys.All(
        key => key == "maxspeed" || !key.Contains("maxspeed", StringComparison.Ordinal)) &&
        !_extract.Ways[way].Tags.ContainsKey("zone:traffic") &&
        (_extract.Ways[way].Tags.GetValueOrDefault("maxspeed") is not { } value || value.All(char.IsAsciiDigit));

    // Every node that others go through too must stay an end of their segments: others meet there still, or end there.
    private bool CanLose(long way, List<RoadSegment> segments)
    {
        var nodes = _extract.Ways[way].Nodes;
        return nodes.Distinct().Count() == nodes.Length && nodes.All(node => _uses[node] is 1 or > 2 || EndsOfOthers(way, node));
    }

    private bool EndsOfOthers(long way, long node) =>
        _ends.Contains(node) && _byWay.Keys.Where(other => other != way).Any(other =>
            _extract.Ways.TryGetValue(other, out var one) && (one.Nodes[0] == node || one.Nodes[^1] == node));

    private IEnumerable<long> ShapeNodes(long way) => _extract.Ways[way].Nodes[1..^1].Where(node =>
        _uses[node] == 1 && _extract.Nodes.TryGetValue(node, out var here) && here.Tags.Length == 0);
}
