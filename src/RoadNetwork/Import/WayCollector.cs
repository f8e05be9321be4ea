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

    /// <summary>The ways of a road class, and what became of them.</summary>
    public WayTally Tally { get; private set; }

    public void Take(OsmWay way)
    {
        _findings.Clear();
        var verdict = RoadTags.Read(way.Tags, _findings, out var road);
        if (verdict == WayVerdict.NotARoad)
            return;
        var waysBefore = Ways.Count;
        Take(way, verdict, road);
        var hasLimit = (road.ForwardLimit ?? road.BackwardLimit) is not null;
        Count(way.Tags["maxspeed"] is not null, verdict, isKept: Ways.Count > waysBefore, hasLimit);
    }

    private void Take(OsmWay way, WayVerdict verdict, in RoadAttributes road)
    {
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

    private void Count(bool hasMaxspeed, WayVerdict verdict, bool isKept, bool hasLimit) => Tally = new WayTally(
        Tally.RoadClass + 1,
        Tally.Areas + (verdict == WayVerdict.Area ? 1 : 0),
        Tally.ClosedToCars + (verdict == WayVerdict.ClosedToCars ? 1 : 0),
        Tally.Broken + (verdict == WayVerdict.Drivable && !isKept ? 1 : 0),
        Tally.Maxspeed + (hasMaxspeed ? 1 : 0),
        Tally.MaxspeedNotDrivable + (hasMaxspeed && !isKept ? 1 : 0),
        Tally.MaxspeedUnread + (hasMaxspeed && isKept && !hasLimit ? 1 : 0),
        Tally.OtherLimitTags + (!hasMaxspeed && isKept && hasLimit ? 1 : 0));

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
