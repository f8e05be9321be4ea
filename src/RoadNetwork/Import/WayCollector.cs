using System.Runtime.InteropServices;
using Telemetry.RoadNetwork.Import.Tags;

namespace Telemetry.RoadNetwork.Import;

/// <summary>Takes the ways of the first pass: keeps the drivable ones and the nodes they use.</summary>
internal sealed class WayCollector(ProblemLog problems, CountryVote countries)
{
    private readonly List<long> _uses = [];
    private readonly List<long> _refs = [];
    private readonly TagFindings _findings = new();
    private long _largestId = long.MinValue;

    // Only where a file's ways are not in order of id; nearly all are.
    private HashSet<long>? _ids;

    public WayStore Ways { get; } = new();

    public int TaggedLimits { get; private set; }

    public int ConditionalLimits { get; private set; }

    public int LimitsForOthers { get; private set; }

    public int ClosedToCars { get; private set; }

    public int Areas { get; private set; }

    /// <summary>A node's id once for each time that a drivable way goes through it, in no order.</summary>
    public Span<long> Uses => CollectionsMarshal.AsSpan(_uses);

    public void Take(OsmWay way)
    {
        _findings.Clear();
        var verdict = RoadTags.Read(way.Tags, _findings, out var road);
        if (verdict == WayVerdict.ClosedToCars)
            ClosedToCars++;
        else if (verdict == WayVerdict.Area)
            Areas++;
        if (verdict != WayVerdict.Drivable)
            return;
        CollectRefs(way);
        if (_refs.Count < 2)
        {
            problems.Add(ImportProblem.ShortWay, "way", way.Id, "");
            return;
        }

        if (IsRepeated(way.Id))
        {
            problems.Add(ImportProblem.RepeatedWay, "way", way.Id, "");
            return;
        }

        Report(way.Id);
        TaggedLimits += (road.ForwardLimit ?? road.BackwardLimit) is null ? 0 : 1;
        ConditionalLimits += road.ConditionalLimits.IsEmpty ? 0 : 1;
        countries.Add(road.Country);
        Ways.Add(way.Id, road, CollectionsMarshal.AsSpan(_refs));
        _uses.AddRange(_refs);
    }

    private void Report(long wayId)
    {
        foreach (var (finding, tag) in _findings.Found)
        {
            ImportProblem? problem = finding switch
            {
                TagFinding.UnreadLimit => ImportProblem.UnreadLimit,
                TagFinding.UnreadCondition => ImportProblem.UnreadCondition,
                TagFinding.UnreadLanes => ImportProblem.UnreadLanes,
                TagFinding.UnreadWidth => ImportProblem.UnreadWidth,
                _ => null,
            };
            if (problem is { } found)
                problems.Add(found, "way", wayId, tag);
            else
                LimitsForOthers++;
        }
    }

    private void CollectRefs(OsmWay way)
    {
        _refs.Clear();
        foreach (var node in way.Refs)
        {
            // A node named twice in a row would pass for a junction.
            if (_refs.Count == 0 || _refs[^1] != node)
                _refs.Add(node);
            else
                problems.Add(ImportProblem.DuplicateVertex, "way", way.Id, "");
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
