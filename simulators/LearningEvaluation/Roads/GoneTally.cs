namespace Telemetry.LearningEvaluation.Roads;

/// <summary>What <see cref="GoneJudge"/> found.</summary>
/// <param name="Roads">Every road that went, and every one published as closed.</param>
/// <param name="All">Roads of the base map.</param>
public sealed record GoneTally(IReadOnlyList<GoneRoad> Roads, int All)
{
    /// <summary>The findings of several runs as one.</summary>
    public static GoneTally Pool(IEnumerable<GoneTally> tallies)
    {
        var all = tallies.ToList();
        return new GoneTally([.. all.SelectMany(one => one.Roads)], all.Sum(one => one.All));
    }
}
