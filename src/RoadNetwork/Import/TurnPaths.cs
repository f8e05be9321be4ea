using System.Collections.Immutable;

namespace Telemetry.RoadNetwork.Import;

/// <summary>Every path of segments that a restriction's members can mean, allowed or not. Not safe for use by more than one thread.</summary>
internal sealed class TurnPaths(MemberRoads roads)
{
    // Members that meet once give one path, those that cross a node a handful; more is a mistake.
    private const int MostPaths = 256;

    // Ways that share many nodes can be strung together in more orders than there is time for; real members take a few steps.
    private const int MostSteps = 10_000;

    private readonly List<DirectedRoad> _path = [];
    private readonly List<ImmutableArray<DirectedRoad>> _found = [];
    private int _steps;

    /// <summary>From each member <c>from</c> over the members <c>via</c>, all of them and each one way, to each member <c>to</c>.</summary>
    public IReadOnlyList<ImmutableArray<DirectedRoad>> Find(RawRestriction restriction)
    {
        _found.Clear();
        _steps = 0;
        foreach (var way in restriction.From)
            foreach (var road in roads.Of(way))
                if ((restriction.ViaNode is not { } node || road.ToNode == node) && _steps++ < MostSteps)
                {
                    _path.Add(road);
                    Extend(restriction.ViaWays, restriction.To);
                    _path.Clear();
                }

        return _found;
    }

    private void Extend(ImmutableArray<long> via, ImmutableArray<long> to)
    {
        var node = _path[^1].ToNode;
        if (via.IsEmpty)
            foreach (var way in to)
                foreach (var road in roads.Leaving(way, node))
                    if (_found.Count < MostPaths)
                        _found.Add([.. _path, road]);
        foreach (var way in via)
            foreach (var road in roads.Leaving(way, node))
                Follow(way, road, via.Remove(way), to);
    }

    // Along one way, as far as the next member or the way's end.
    private void Follow(long way, DirectedRoad road, ImmutableArray<long> via, ImmutableArray<long> to)
    {
        var before = _path.Count;
        for (DirectedRoad? next = road; next is { } at && !_path.Contains(at) && _found.Count < MostPaths && _steps++ < MostSteps;)
        {
            _path.Add(at);
            Extend(via, to);
            next = roads.Leaving(way, at.ToNode).Where(r => r.Direction == at.Direction).Cast<DirectedRoad?>().FirstOrDefault();
        }

        _path.RemoveRange(before, _path.Count - before);
    }
}
