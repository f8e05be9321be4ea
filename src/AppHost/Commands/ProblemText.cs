using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Commands;

/// <summary>What was wrong in an extract, for a person.</summary>
internal static class ProblemText
{
    /// <summary>Each problem that there is, in plural, with its count.</summary>
    public static IEnumerable<(string Name, int Count)> Counts(ImportProblems problems) =>
        All(problems).Select(one => (one.Name, one.Count)).Where(one => one.Count > 0);

    /// <summary>The first element with a problem; empty where none is known.</summary>
    public static string Example(ImportProblems problems, string name)
    {
        var problem = All(problems).Single(one => one.Name == name).Problem;
        foreach (var example in problems.Examples)
            if (example.Problem == problem)
                return example.Detail.Length > 0
                    ? $" (for example {example.Element}: {example.Detail})"
                    : $" (for example {example.Element})";
        return "";
    }

    private static IEnumerable<(ImportProblem Problem, string Name, int Count)> All(ImportProblems problems) =>
    [
        (ImportProblem.MissingNode, "missing nodes", problems.MissingNodes),
        (ImportProblem.DuplicateVertex, "repeated vertices", problems.DuplicateVertices),
        (ImportProblem.ZeroLengthSegment, "stretches without length", problems.ZeroLengthSegments),
        (ImportProblem.Loop, "stretches that end where they begin", problems.Loops),
        (ImportProblem.ShortWay, "ways of one node", problems.ShortWays),
        (ImportProblem.RepeatedWay, "repeated ways", problems.RepeatedWays),
        (ImportProblem.RepeatedNodeOrRelation, "repeated nodes and turn restrictions", problems.RepeatedNodesOrRelations),
        (ImportProblem.UnreadLimit, "limits not understood", problems.UnreadLimits),
        (ImportProblem.UnreadCondition, "conditions not understood", problems.UnreadConditions),
        (ImportProblem.UnreadLanes, "numbers of lanes not understood", problems.UnreadLanes),
        (ImportProblem.UnreadWidth, "widths not understood", problems.UnreadWidths),
        (ImportProblem.UnreadRestriction, "turn restrictions not understood", problems.UnreadRestrictions),
        (ImportProblem.IncompleteRestriction, "turn restrictions that lack a member", problems.IncompleteRestrictions),
        (ImportProblem.DisconnectedRestriction, "turn restrictions whose members do not touch", problems.DisconnectedRestrictions),
        (ImportProblem.LostSign, "traffic signs that found no road", problems.LostSigns),
    ];
}
