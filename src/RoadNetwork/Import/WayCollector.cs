using System.Runtime.InteropServices;
using Telemetry.RoadNetwork.Import.Tags;

namespace Telemetry.RoadNetwork.Import;

/// <summary>Takes the ways of the first pass: keeps the drivable ones and the nodes they use.</summary>
internal sealed class WayCollector
{
    private readonly List<long> _uses = [];
    private readonly List<long> _refs = [];
    private long _largestId = long.MinValue;

    // Only where a file's ways are not in order of id; nearly all are.
    private HashSet<long>? _ids;

    public WayStore Ways { get; } = new();

    public int TaggedLimits { get; private set; }

    public int ClosedToCars { get; private set; }

    public int Areas { get; private set; }

    public int ShortWays { get; private set; }

    public int RepeatedWays { get; private set; }

    public int UnreadLimits { get; private set; }

    public int DuplicateVertices { get; private set; }

    /// <summary>A node's id once for each time that a drivable way goes through it, in no order.</summary>
    public Span<long> Uses => CollectionsMarshal.AsSpan(_uses);

    public void Take(OsmWay way)
    {
        var verdict = RoadTags.Read(way.Tags, out var road, out var limitUnread);
        if (verdict == WayVerdict.ClosedToCars)
            ClosedToCars++;
        else if (verdict == WayVerdict.Area)
            Areas++;
        if (verdict != WayVerdict.Drivable)
            return;
        CollectRefs(way.Refs);
        if (_refs.Count < 2)
        {
            ShortWays++;
            return;
        }

        if (IsRepeated(way.Id))
        {
            RepeatedWays++;
            return;
        }

        UnreadLimits += limitUnread ? 1 : 0;
        TaggedLimits += (road.ForwardLimit ?? road.BackwardLimit) is null ? 0 : 1;
        Ways.Add(way.Id, road, CollectionsMarshal.AsSpan(_refs));
        _uses.AddRange(_refs);
    }

    private void CollectRefs(List<long> refs)
    {
        _refs.Clear();
        foreach (var node in refs)
        {
            // A node named twice in a row would pass for a junction.
            if (_refs.Count == 0 || _refs[^1] != node)
                _refs.Add(node);
            else
                DuplicateVertices++;
        }
    }

    private bool IsRepeated(long wayId)
    {
        if (wayId > _largestId)
        {
            _largestId = wayId;
            _ids?.Add(wayId);
            return false;
        }

        if (_ids is null)
        {
            _ids = [];
            Ways.ForEach((long id, in RoadAttributes _, ReadOnlySpan<long> _) => _ids.Add(id));
        }

        return !_ids.Add(wayId);
    }
}
