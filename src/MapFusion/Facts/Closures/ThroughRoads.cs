using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts.Closures;

/// <summary>
/// Which roads can be driven through, in either direction, without turning around on one; and which of them no more once another is closed.
/// Beyond the box roads are taken to lead on. For one thread.
/// </summary>
internal sealed class ThroughRoads
{
    private readonly IReadOnlyList<RoadSegment> _roads;
    private readonly Dictionary<long, List<int>> _atNode = [];
    private readonly HashSet<long> _beyond = [];
    private readonly Dictionary<SegmentId, int> _index = [];
    private readonly Dictionary<int, HashSet<SegmentId>> _cutOff = [];

    // By edge, which is twice the road's index, plus one against the way's order.
    private readonly bool[] _isThrough;

    /// <param name="roads">Every road that ends in the box, and any others.</param>
    /// <param name="box">Where the roads are known.</param>
    public ThroughRoads(IReadOnlyList<RoadSegment> roads, GeoBox box)
    {
        _roads = roads;
        _isThrough = new bool[2 * roads.Count];
        for (var i = 0; i < roads.Count; i++)
        {
            _index.Add(roads[i].Id, i);
            (_isThrough[2 * i], _isThrough[2 * i + 1]) = (roads[i].ForwardAllowed, roads[i].BackwardAllowed);
            foreach (var (node, at) in new[] { (roads[i].OsmFromNodeId, roads[i].Line[0]), (roads[i].OsmToNodeId, roads[i].Line[^1]) })
            {
                if (!_atNode.TryGetValue(node, out var ending))
                    _atNode.Add(node, ending = []);
                ending.Add(i);
                if (!box.Contains(at))
                    _beyond.Add(node);
            }
        }

        Prune(_isThrough, Enumerable.Range(0, roads.Count));
    }

    /// <summary>The roads that nobody can drive through once one is closed, though one could; without that one.</summary>
    public IReadOnlySet<SegmentId> CutOffBy(RoadSegment closed)
    {
        var index = _index[closed.Id];
        if (_cutOff.TryGetValue(index, out var known))
            return known;
        var isOpen = (bool[])_isThrough.Clone();
        isOpen[2 * index] = isOpen[2 * index + 1] = false;
        Prune(isOpen, _atNode[closed.OsmFromNodeId].Concat(_atNode[closed.OsmToNodeId]));
        return _cutOff[index] = [.. _roads.Where((road, i) => i != index &&
            (_isThrough[2 * i] || _isThrough[2 * i + 1]) && !isOpen[2 * i] && !isOpen[2 * i + 1]).Select(road => road.Id)];
    }

    /// <summary>True where closing either of two roads cuts off the other: on the road they are one.</summary>
    public bool IsOneRow(RoadSegment road, RoadSegment other) => CutOffBy(road).Contains(other.Id) && CutOffBy(other).Contains(road.Id);

    // Closes edges that lead nowhere or that nothing leads to, and then those beside them, until every one left does.
    private void Prune(bool[] isOpen, IEnumerable<int> first)
    {
        var roads = new Queue<int>(first);
        while (roads.TryDequeue(out var road))
        {
            var isChanged = false;
            foreach (var edge in new[] { 2 * road, 2 * road + 1 })
            {
                if (!isOpen[edge] || (IsJoined(isOpen, edge, atEnd: true) && IsJoined(isOpen, edge, atEnd: false)))
                    continue;
                isOpen[edge] = false;
                isChanged = true;
            }

            if (isChanged)
                foreach (var other in _atNode[_roads[road].OsmFromNodeId].Concat(_atNode[_roads[road].OsmToNodeId]))
                    roads.Enqueue(other);
        }
    }

    // At its end some other road leads on; at its begin some other leads to it.
    private bool IsJoined(bool[] isOpen, int edge, bool atEnd)
    {
        var node = NodeOf(edge, atEnd);
        if (_beyond.Contains(node))
            return true;
        foreach (var other in _atNode[node])
            foreach (var next in new[] { 2 * other, 2 * other + 1 })
                if (isOpen[next] && other != edge / 2 && NodeOf(next, !atEnd) == node)
                    return true;
        return false;
    }

    private long NodeOf(int edge, bool atEnd) =>
        edge % 2 == 0 == atEnd ? _roads[edge / 2].OsmToNodeId : _roads[edge / 2].OsmFromNodeId;
}
