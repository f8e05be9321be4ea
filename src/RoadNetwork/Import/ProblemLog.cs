using System.Globalization;

namespace Telemetry.RoadNetwork.Import;

/// <summary>Counts problems and keeps the first few of each kind as examples. Not safe for use by more than one thread.</summary>
internal sealed class ProblemLog
{
    private const int ExamplesOfAKind = 3;

    private readonly int[] _counts = new int[Enum.GetValues<ImportProblem>().Length];
    private readonly List<ImportExample> _examples = [];

    public int this[ImportProblem problem] => _counts[(int)problem];

    /// <summary>Counts a problem.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="kind">The kind of element: <c>node</c>, <c>way</c> or <c>relation</c>.</param>
    /// <param name="id">Its id.</param>
    /// <param name="detail">The tag or member concerned.</param>
    public void Add(ImportProblem problem, string kind, long id, string detail)
    {
        if (_counts[(int)problem]++ < ExamplesOfAKind)
            _examples.Add(new ImportExample(problem, string.Create(CultureInfo.InvariantCulture, $"{kind} {id}"), detail));
    }

    public ImportProblems ToProblems() => new()
    {
        MissingNodes = this[ImportProblem.MissingNode],
        DuplicateVertices = this[ImportProblem.DuplicateVertex],
        ZeroLengthSegments = this[ImportProblem.ZeroLengthSegment],
        Loops = this[ImportProblem.Loop],
        ShortWays = this[ImportProblem.ShortWay],
        RepeatedWays = this[ImportProblem.RepeatedWay],
        RepeatedNodesOrRelations = this[ImportProblem.RepeatedNodeOrRelation],
        UnreadLimits = this[ImportProblem.UnreadLimit],
        UnreadConditions = this[ImportProblem.UnreadCondition],
        UnreadLanes = this[ImportProblem.UnreadLanes],
        UnreadWidths = this[ImportProblem.UnreadWidth],
        UnreadRestrictions = this[ImportProblem.UnreadRestriction],
        IncompleteRestrictions = this[ImportProblem.IncompleteRestriction],
        DisconnectedRestrictions = this[ImportProblem.DisconnectedRestriction],
        LostSigns = this[ImportProblem.LostSign],
        Examples = _examples.Count == 0 ? [] : [.. _examples.OrderBy(example => example.Problem)],
    };
}
