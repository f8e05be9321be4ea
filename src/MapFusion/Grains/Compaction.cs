namespace Telemetry.MapFusion.Grains;

/// <summary>
/// Which parts are rewritten when a journal overflows. Pure functions of the head, so that asking for parts and sealing agree.
/// Ids merge as a log-structured tree: a run is rewritten only together with a fair share of its own size in new ids, so that
/// an id is rewritten a few times at most.
/// </summary>
internal static class Compaction
{
    /// <summary>Bytes at which a day part is closed.</summary>
    public const int PartAim = 40 * 1024;

    /// <summary>Ids in a full run: 40 KB.</summary>
    public const int MostIdsInRun = 5_000;

    private const int GrowingPart = 24 * 1024;
    private const int MergeFactor = 4;

    /// <summary>Parts that hold a day touched; for a day in none, the newest part while it is small.</summary>
    public static List<DayPartRef> DayPartsToRewrite(IReadOnlyList<DayPartRef> parts, IReadOnlyList<int> daysTouched)
    {
        var chosen = parts.Where(part => daysTouched.Any(day => part.FirstDay <= day && day <= part.LastDay)).ToList();
        var isAnyNew = daysTouched.Any(day => !parts.Any(part => part.FirstDay <= day && day <= part.LastDay));
        if (isAnyNew && parts.Count > 0)
        {
            var newest = parts.OrderByDescending(part => part.LastDay).ThenBy(part => part.Name).First();
            if (newest.Size < GrowingPart && !chosen.Contains(newest))
                chosen.Add(newest);
        }

        return chosen;
    }

    /// <summary>Runs of a day that are merged with its new ids, small ones first.</summary>
    public static List<IdRunRef> RunsToMerge(IReadOnlyList<IdRunRef> runs, int day, int newIds)
    {
        var chosen = new List<IdRunRef>();
        var sum = newIds;
        foreach (var run in runs.Where(run => run.Day == day).OrderBy(run => run.Count).ThenBy(run => run.Name))
        {
            if (run.Count > sum * MergeFactor || sum + run.Count > MostIdsInRun)
                break;
            chosen.Add(run);
            sum += run.Count;
        }

        return chosen;
    }
}
