using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.OsmFiles;

/// <summary>
/// Writes road segments as an OSM extract that imports to the same roads: every segment becomes a way of its own, since those of
/// one way may differ by now, and therefore gets another id. Classes, lines, directions, limits, lanes, widths and
/// names are kept, and turns that are forbidden at all times; access for some and mapped signs are not. Pure.
/// </summary>
internal static class RoadMapFile
{
    /// <summary>Writes the extract.</summary>
    /// <param name="file">Where it goes; stays open.</param>
    /// <param name="segments">The roads.</param>
    /// <param name="restrictions">Forbidden turns; those over roads that are not among the segments are left out.</param>
    /// <returns>For every segment's id the one that it has in the extract.</returns>
    public static IReadOnlyDictionary<SegmentId, SegmentId> Write(
        Stream file, IReadOnlyList<RoadSegment> segments, IReadOnlyList<TurnRestriction> restrictions)
    {
        using var writer = new OsmPbfWriter(file);
        var firstInner = WriteEnds(writer, segments);
        var inner = firstInner;
        foreach (var segment in segments)
        {
            for (var i = 1; i < segment.Line.Length - 1; i++)
                writer.Node(inner++, segment.Line[i]);
        }

        inner = firstInner;
        var ids = new Dictionary<SegmentId, SegmentId>(segments.Count);
        var ways = new Dictionary<SegmentId, (long Way, RoadSegment Segment)>(segments.Count);
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            long[] nodes = [segment.OsmFromNodeId, .. Enumerable.Range(0, segment.Line.Length - 2).Select(_ => inner++), segment.OsmToNodeId];
            writer.Way(i + 1, nodes, [.. TagsOf(segment)]);
            ids.Add(segment.Id, SegmentIds.Of(i + 1, segment.OsmFromNodeId, segment.OsmToNodeId, 0));
            ways.Add(segment.Id, (i + 1, segment));
        }

        WriteTurns(writer, restrictions, ways);
        return ids;
    }

    // In ascending order of id, as the format wants them.
    private static long WriteEnds(OsmPbfWriter writer, IReadOnlyList<RoadSegment> segments)
    {
        var ends = new SortedDictionary<long, (GeoPoint At, bool Blocked)>();
        foreach (var segment in segments)
        {
            Add(segment.OsmFromNodeId, segment.Line[0], segment.BlockedAtFrom);
            Add(segment.OsmToNodeId, segment.Line[^1], segment.BlockedAtTo);
        }

        foreach (var (id, (at, blocked)) in ends)
            writer.Node(id, at, blocked ? [new OsmTag("barrier", "bollard")] : []);
        return ends.Count == 0 ? 1 : Math.Max(ends.Keys.Last(), 0) + 1;

        void Add(long id, GeoPoint at, bool blocked) =>
            ends[id] = (at, blocked || (ends.TryGetValue(id, out var known) && known.Blocked));
    }

    private static IEnumerable<OsmTag> TagsOf(RoadSegment road)
    {
        yield return new OsmTag("highway", HighwayOf(road));
        yield return new OsmTag("oneway", !road.BackwardAllowed ? "yes" : !road.ForwardAllowed ? "-1" : "no");
        if (road.IsRoundabout)
            yield return new OsmTag("junction", "roundabout");
        if (road.Name is not null)
            yield return new OsmTag("name", road.Name);
        if (road.ForwardLimit is { } both && road.ForwardLimit == road.BackwardLimit)
            yield return new OsmTag("maxspeed", Text(both));
        else
        {
            if (road.ForwardLimit is { } forward)
                yield return new OsmTag("maxspeed:forward", Text(forward));
            if (road.BackwardLimit is { } backward)
                yield return new OsmTag("maxspeed:backward", Text(backward));
        }

        foreach (var way in road.ConditionalLimits.GroupBy(limit => limit.Direction))
            yield return new OsmTag(
                way.Key == TravelDirection.Forward ? "maxspeed:forward:conditional" : "maxspeed:backward:conditional",
                string.Join("; ", way.Select(limit => $"{Text(limit.Limit)} @ ({limit.Condition})")));
        if (road.LanesForward is { } lanesForward)
            yield return new OsmTag("lanes:forward", lanesForward.ToString(CultureInfo.InvariantCulture));
        if (road.LanesBackward is { } lanesBackward)
            yield return new OsmTag("lanes:backward", lanesBackward.ToString(CultureInfo.InvariantCulture));
        if (road.WidthM is { } width)
            yield return new OsmTag("width", width.ToString("0.##", CultureInfo.InvariantCulture));
    }

    private static string Text(SpeedLimit limit) => limit.ToString();

    private static string HighwayOf(RoadSegment road)
    {
        var name = road.Class == RoadClass.LivingStreet ? "living_street" : road.Class.ToString().ToLowerInvariant();
        return road.IsLink && road.Class <= RoadClass.Tertiary ? name + "_link" : name;
    }

    private static void WriteTurns(
        OsmPbfWriter writer, IReadOnlyList<TurnRestriction> restrictions, Dictionary<SegmentId, (long Way, RoadSegment Segment)> ways)
    {
        long id = 1;
        foreach (var turn in restrictions)
        {
            if (turn.Condition is not null || turn.Path.Any(step => !ways.ContainsKey(step.Id)))
                continue;
            var members = new List<OsmMember> { new(true, ways[turn.Path[0].Id].Way, "from") };
            if (turn.Path.Length == 2)
                members.Add(new OsmMember(false, EndOf(turn.Path[0]), "via"));
            else
                members.AddRange(turn.Path[1..^1].Select(step => new OsmMember(true, ways[step.Id].Way, "via")));
            members.Add(new OsmMember(true, ways[turn.Path[^1].Id].Way, "to"));
            writer.Relation(id++, members.ToArray(), new OsmTag("type", "restriction"), new OsmTag("restriction", "no_straight_on"));
        }

        long EndOf(DirectedSegment step)
        {
            var road = ways[step.Id].Segment;
            return step.Direction == TravelDirection.Forward ? road.OsmToNodeId : road.OsmFromNodeId;
        }
    }
}
