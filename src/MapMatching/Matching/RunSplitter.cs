using Telemetry.MapMatching.Model;

namespace Telemetry.MapMatching.Matching;

/// <summary>
/// Cuts a drive where the clock or the position jumps for good, and leaves out fixes with a fault. Reused from drive to drive.
/// </summary>
internal sealed class RunSplitter(MatchOptions options, Track track)
{
    // A jump this short is the position error's business, however little time it took.
    private const double SlackM = 60;

    private readonly List<int> _sound = [];
    private readonly MotionFilter _motion = new(track);

    /// <summary>Indices of the fixes that belong to runs, ascending.</summary>
    public List<int> Kept { get; } = [];

    /// <summary>The runs, in time order; none where there is no fix.</summary>
    public List<Run> Runs { get; } = [];

    /// <summary>Faults of fixes, in time order.</summary>
    public IReadOnlyList<FixFault> Faults => _motion.Faults;

    /// <summary>Splits a drive that lies on the track; replaces what the lists held.</summary>
    /// <param name="count">Number of its fixes.</param>
    public void Split(int count)
    {
        Kept.Clear();
        Runs.Clear();
        _motion.Run(count, _sound);
        var first = 0;
        BreakReason? before = null;
        foreach (var fix in _sound)
        {
            if (Kept.Count > 0 && Cut(Kept[^1], fix) is { } reason)
            {
                Runs.Add(new Run(first, Kept.Count, before));
                (first, before) = (Kept.Count, reason);
            }

            Kept.Add(fix);
        }

        if (Kept.Count > 0)
            Runs.Add(new Run(first, Kept.Count, before));
    }

    /// <summary>True for a single fix between two jumps: it can be joined to nothing.</summary>
    public bool IsStray(int run) =>
        Runs.Count > 1 && Runs[run].End - Runs[run].First == 1 &&
        Runs[run].Before is null or BreakReason.Teleport &&
        (run + 1 == Runs.Count || Runs[run + 1].Before == BreakReason.Teleport);

    private BreakReason? Cut(int last, int fix)
    {
        var seconds = track.Seconds(last, fix);
        return seconds > options.LongestGap.TotalSeconds ? BreakReason.TimeGap
            : track.DistanceM(last, fix) > options.FastestMps * seconds + SlackM ? BreakReason.Teleport
            : null;
    }
}
