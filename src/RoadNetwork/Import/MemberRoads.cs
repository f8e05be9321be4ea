using System.Runtime.InteropServices;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import;

/// <summary>
/// The segments of the ways that turn restrictions name, and what leaves the nodes at their ends: memory grows with the restrictions,
/// not with the map. Immutable.
/// </summary>
internal sealed class MemberRoads
{
    private readonly Dictionary<long, List<DirectedRoad>> _byWay = [];
    private readonly Dictionary<long, List<DirectedRoad>> _byFromNode = [];

    public MemberRoads(IReadOnlyList<RoadSegment> segments, IEnumerable<RawRestriction> restrictions)
    {
        foreach (var restriction in restrictions)
            foreach (var way in restriction.From.Concat(restriction.ViaWays).Concat(restriction.To))
                _byWay.TryAdd(way, []);
        foreach (var segment in segments)
            if (_byWay.TryGetValue(segment.OsmWayId, out var roads))
            {
                roads.AddRange(Directed(segment));
                _byFromNode.TryAdd(segment.OsmFromNodeId, []);
                _byFromNode.TryAdd(segment.OsmToNodeId, []);
            }

        foreach (var segment in segments)
            foreach (var road in Directed(segment))
                if (_byFromNode.TryGetValue(road.FromNode, out var leaving))
                    leaving.Add(road);
    }

    /// <summary>A way's segments both ways, allowed or not; none where the map does not have the way.</summary>
    public IReadOnlyList<DirectedRoad> Of(long way) => _byWay[way];

    /// <summary>A way's segments that begin at a node, allowed or not.</summary>
    public IEnumerable<DirectedRoad> Leaving(long way, long node) => _byWay[way].Where(road => road.FromNode == node);

    /// <summary>All that begins at a node at the end of a member's segment, in order of segment id, allowed or not.</summary>
    public ReadOnlySpan<DirectedRoad> Leaving(long node) => CollectionsMarshal.AsSpan(_byFromNode[node]);

    private static ReadOnlySpan<DirectedRoad> Directed(RoadSegment segment) =>
        new[] { new DirectedRoad(segment, TravelDirection.Forward), new DirectedRoad(segment, TravelDirection.Backward) };
}
