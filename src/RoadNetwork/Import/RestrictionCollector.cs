using System.Collections.Immutable;
using Telemetry.RoadNetwork.Import.Tags;

namespace Telemetry.RoadNetwork.Import;

/// <summary>Takes the turn restrictions of the first pass and keeps those that concern cars: about 200 bytes each.</summary>
internal sealed class RestrictionCollector(ProblemLog problems)
{
    // No junction leads over more ways; the search for a path tries their orders.
    private const int MostViaWays = 8;

    private readonly HashSet<long> _ids = [];
    private readonly TagFindings _findings = new();

    public List<RawRestriction> Restrictions { get; } = [];

    /// <summary>Restrictions that do not concern cars: of other vehicles, or with an exception for cars.</summary>
    public int ForOthers { get; private set; }

    public void Take(OsmRelation relation)
    {
        if (!_ids.Add(relation.Id))
        {
            problems.Add(ImportProblem.RepeatedNodeOrRelation, "relation", relation.Id, "");
            return;
        }

        _findings.Clear();
        var rules = RestrictionTags.Read(relation.Tags, _findings);
        foreach (var (_, tag) in _findings.Found)
            problems.Add(ImportProblem.UnreadCondition, "relation", relation.Id, tag);
        if (rules is null)
            problems.Add(ImportProblem.UnreadRestriction, "relation", relation.Id, $"restriction={relation.Tags["restriction"]}");
        else if (rules.Value.IsEmpty && _findings.Found.Count == 0)
            ForOthers++;
        else if (!rules.Value.IsEmpty)
            TakeMembers(relation, rules.Value);
    }

    private void TakeMembers(OsmRelation relation, ImmutableArray<TurnRule> rules)
    {
        ImmutableArray<long> from = Members(OsmMemberKind.Way, "from"), to = Members(OsmMemberKind.Way, "to"),
            viaNodes = Members(OsmMemberKind.Node, "via"), viaWays = Members(OsmMemberKind.Way, "via");
        var takesSeveral = rules.All(rule => rule.Kind == TurnKind.Any);
        var missing = from.IsEmpty ? "no member from"
            : to.IsEmpty ? "no member to"
            : viaNodes.IsEmpty && viaWays.IsEmpty ? "no member via"
            : viaNodes.Length > 1 || (!viaNodes.IsEmpty && !viaWays.IsEmpty) || viaWays.Length > MostViaWays ? "too many members via"
            : !takesSeveral && (from.Length > 1 || to.Length > 1) ? "more than one member from or to"
            : null;
        if (missing is not null)
            problems.Add(ImportProblem.IncompleteRestriction, "relation", relation.Id, missing);
        else
            Restrictions.Add(new RawRestriction(
                relation.Id, rules, from, viaNodes.IsEmpty ? null : viaNodes[0], viaWays, to));

        ImmutableArray<long> Members(OsmMemberKind kind, string role) =>
            [.. relation.Members.Where(member => member.Kind == kind && member.Role == role).Select(member => member.Id).Distinct()];
    }
}
