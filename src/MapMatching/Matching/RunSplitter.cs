using Telemetry.MapMatching.Model;

namespace Telemetry.MapMatching.Matching;

/// <summary>
/// Cuts a drive where the clock or the position jumps, and drops single fixes that jump away and back. Reused from drive to drive.
/// </summary>
internal sealed class RunSplitter(MatchOptions options)
{
    // A jump this short is the position error's business, however little time it took.
    private const double SlackM = 60;
    // A jump that lasts no longer is dropped instead of cutting the drive.
    private const int LongestExcursion = 3;

    /// <summary>Indices of the fixes that belong to runs, ascending.</summary>
    public List<int> Kept { get; } = [];

    /// <summary>The runs, in time order; none where there is no fix.</summary>
    public List<Run> Runs { get; } = [];

    /// <summary>Splits the drive; replaces what the lists held.</summary>
    public void Split(ReadOnlySpan<Fix> fixes)
    {
        Kept.Clear();
        Runs.Clear();
        if (fixes.IsEmpty)
            return;
        var first = 0;
        BreakReason? before = null;
        Kept.Add(0);
        for (var i = 1; i < fixes.Length; i++)
        {
            var last = Kept[^1];
            if (Cut(fixes, last, i) is { } reason)
            {
                if (reason == BreakReason.Teleport && ComesBack(fixes, last, i))
                    continue;
                Runs.Add(new Run(first, Kept.Count, before));
                (first, before) = (Kept.Count, reason);
            }

            Kept.Add(i);
        }

        Runs.Add(new Run(first, Kept.Count, before));
    }

    /// <summary>True for a single fix between two jumps: it can be joined to nothing.</summary>
    public bool IsStray(int run) =>
        Runs.Count > 1 && Runs[run].End - Runs[run].First == 1 &&
        Runs[run].Before is null or BreakReason.Teleport &&
        (run + 1 == Runs.Count || Runs[run + 1].Before == BreakReason.Teleport);

    private BreakReason? Cut(ReadOnlySpan<Fix> fixes, int last, int i) =>
        fixes[i].TimeMs - fixes[last].TimeMs > options.LongestGap.TotalMilliseconds ? BreakReason.TimeGap
        : !Odometer.IsPossible(fixes[last], fixes[i], options.FastestMps, SlackM) ? BreakReason.Teleport
        : null;

    private bool ComesBack(ReadOnlySpan<Fix> fixes, int last, int i)
    {
        var end = Math.Min(fixes.Length, i + 1 + LongestExcursion);
        for (var next = i + 1; next < end; next++)
            if (Cut(fixes, last, next) is null)
                return true;
        return false;
    }
}
