using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Import.Tags;

namespace Telemetry.RoadNetwork.Import;

/// <summary>
/// The nodes of drivable ways in parallel arrays, sorted by id: 17 bytes a node, where a dictionary would take five times
/// that. Lookups in order of id, as files have their nodes, take a step or two; others a binary search.
/// </summary>
internal sealed class NodeTable
{
    private readonly long[] _ids;
    private readonly NodeFlags[] _flags;
    private readonly GeoPoint[] _positions;
    private int _cursor;

    private NodeTable(long[] ids, NodeFlags[] flags)
    {
        _ids = ids;
        _flags = flags;
        _positions = new GeoPoint[ids.Length];
    }

    [Flags]
    private enum NodeFlags : byte
    {
        None = 0,
        Shared = 1,
        Placed = 2,
        Barrier = 4,
        Sign = 8,
    }

    public int Count => _ids.Length;

    /// <summary>A table of all nodes in <paramref name="uses"/>, which is sorted in place.</summary>
    /// <param name="uses">A node's id once for each time that a way goes through it.</param>
    public static NodeTable Of(Span<long> uses)
    {
        uses.Sort();
        var count = 0;
        for (var i = 0; i < uses.Length; i++)
            if (i == 0 || uses[i] != uses[i - 1])
                count++;
        var ids = new long[count];
        var flags = new NodeFlags[count];
        var last = -1;
        for (var i = 0; i < uses.Length; i++)
        {
            if (i == 0 || uses[i] != uses[i - 1])
                ids[++last] = uses[i];
            else
                flags[last] = NodeFlags.Shared;
        }

        return new NodeTable(ids, flags);
    }

    /// <summary>Where a node is; negative where it is not in the table.</summary>
    public int IndexOf(long nodeId)
    {
        // Nodes between two wanted ones, the usual case in a file that is sorted by id.
        if (_cursor < _ids.Length && nodeId <= _ids[_cursor] && (_cursor == 0 || nodeId > _ids[_cursor - 1]))
            return nodeId == _ids[_cursor] ? _cursor++ : -1;
        var index = Array.BinarySearch(_ids, nodeId);
        _cursor = index >= 0 ? index + 1 : ~index;
        return index;
    }

    /// <summary>Places a node; false where a file repeats a node: the first position stands.</summary>
    public bool Place(int index, GeoPoint position, OsmTags tags)
    {
        if (IsPlaced(index))
            return false;
        _positions[index] = position;
        _flags[index] |= NodeFlags.Placed | (BarrierTags.Block(tags) ? NodeFlags.Barrier : NodeFlags.None);
        return true;
    }

    /// <summary>Notes that a traffic sign stands on a node.</summary>
    public void MarkSign(int index) => _flags[index] |= NodeFlags.Sign;

    /// <summary>True where a traffic sign stands on the node.</summary>
    public bool HasSign(int index) => (_flags[index] & NodeFlags.Sign) != 0;

    /// <summary>True where the file held the node.</summary>
    public bool IsPlaced(int index) => (_flags[index] & NodeFlags.Placed) != 0;

    /// <summary>True where ways go through the node at least twice, or a barrier stands on it: where segments end.</summary>
    public bool IsCut(int index) => (_flags[index] & (NodeFlags.Shared | NodeFlags.Barrier)) != 0;

    /// <summary>True where a barrier stops cars at the node.</summary>
    public bool IsBarrier(int index) => (_flags[index] & NodeFlags.Barrier) != 0;

    /// <summary>The position of a placed node.</summary>
    public GeoPoint PositionOf(int index) => _positions[index];
}
