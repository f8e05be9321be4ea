namespace Telemetry.LearningEvaluation.Roads;

/// <summary>What <see cref="MissingJudge"/> found.</summary>
/// <param name="Removed">Every removed road with a sample far enough from kept roads, whatever its passes.</param>
/// <param name="Candidates">Every candidate road published.</param>
public sealed record MissingTally(IReadOnlyList<RemovedRoad> Removed, IReadOnlyList<FoundRoad> Candidates)
{
    /// <summary>The findings of several runs as one.</summary>
    public static MissingTally Pool(IEnumerable<MissingTally> tallies)
    {
        var all = tallies.ToList();
        return new MissingTally([.. all.SelectMany(one => one.Removed)], [.. all.SelectMany(one => one.Candidates)]);
    }
}
