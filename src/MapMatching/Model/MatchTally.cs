namespace Telemetry.MapMatching.Model;

/// <summary>How many fixes of a message were matched, why the others were not, and how often the drive was interrupted.</summary>
/// <param name="Matched">Fixes on a road.</param>
/// <param name="OffNetwork">Fixes in a stretch off the network.</param>
/// <param name="Teleported">Fixes that nothing before and behind them can be joined to, since the vehicle would have been too fast.</param>
/// <param name="Outliers">Other fixes without a match: single ones that jump away, or that the drive around them gives the lie.</param>
/// <param name="OffNetworkBreaks">Stretches off the network.</param>
/// <param name="NoRouteBreaks">Times at which no route joined two roads.</param>
/// <param name="TeleportBreaks">Jumps of position or clock.</param>
/// <param name="TimeGapBreaks">Times at which too long no fix came.</param>
public readonly record struct MatchTally(
    int Matched, int OffNetwork, int Teleported, int Outliers,
    int OffNetworkBreaks, int NoRouteBreaks, int TeleportBreaks, int TimeGapBreaks)
{
    /// <summary>Counts a drive.</summary>
    /// <param name="drive">The drive.</param>
    /// <param name="context">Leading fixes that are not counted, nor breaks that lie among them; 0 or more.</param>
    public static MatchTally Of(MatchedDrive drive, int context)
    {
        var reasons = new BreakReason?[drive.Fixes.Count];
        var breaks = new int[(int)BreakReason.TimeGap + 1];
        foreach (var gap in drive.Breaks)
        {
            if (gap.LastFix >= context)
                breaks[(int)gap.Reason]++;
            for (var i = gap.FirstFix; i <= gap.LastFix; i++)
                reasons[i] = gap.Reason;
        }

        var (matched, off, teleported, outliers) = (0, 0, 0, 0);
        for (var i = context; i < drive.Fixes.Count; i++)
        {
            if (drive.Fixes[i].IsMatched)
                matched++;
            else if (reasons[i] == BreakReason.OffNetwork)
                off++;
            else if (reasons[i] == BreakReason.Teleport)
                teleported++;
            else
                outliers++;
        }

        return new MatchTally(
            matched, off, teleported, outliers, breaks[(int)BreakReason.OffNetwork], breaks[(int)BreakReason.NoRoute],
            breaks[(int)BreakReason.Teleport], breaks[(int)BreakReason.TimeGap]);
    }
}
