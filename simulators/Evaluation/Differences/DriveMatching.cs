using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.Evaluation.Differences;

/// <summary>Matches drives at once or message by message, and measures the time that matching alone takes. Not thread-safe.</summary>
internal sealed class DriveMatching(RoadGraph graph, MatchOptions options, MessageCut? cut, TimeProvider clock)
{
    private readonly Matcher _matcher = new(graph, options);

    /// <summary>The time taken by all matching so far.</summary>
    public TimeSpan Spent { get; private set; }

    public DriveMatch Match(ImmutableArray<Fix> fixes)
    {
        if (cut is null)
        {
            var whole = Timed(fixes.AsSpan());
            return new DriveMatch(MatchedLines.Of(graph, whole), whole.Breaks, whole.Faults);
        }

        var (lines, breaks, faults) = (new List<GeoPoint[]>(), new List<MatchBreak>(), new List<FixFault>());
        for (var begin = 0; begin < fixes.Length; begin += cut.Frames)
        {
            // A single fix at the end joins the message before it, as a message has at least two.
            var end = fixes.Length - begin - cut.Frames < 2 ? fixes.Length : begin + cut.Frames;
            var first = Math.Max(0, begin - cut.ContextFrames);
            var message = Timed(fixes.AsSpan()[first..end]);
            lines.AddRange(MatchedLines.Of(graph, message, begin - first));
            // What context frames tell was told by the message before.
            breaks.AddRange(message.Breaks.Where(found => found.LastFix >= begin - first)
                .Select(found => found with { FirstFix = found.FirstFix + first, LastFix = found.LastFix + first }));
            faults.AddRange(message.Faults.Where(fault => fault.Fix >= begin - first).Select(fault => fault with { Fix = fault.Fix + first }));
            if (end == fixes.Length)
                break;
        }

        return new DriveMatch(lines, breaks, faults);
    }

    private MatchedDrive Timed(ReadOnlySpan<Fix> fixes)
    {
        var begin = clock.GetTimestamp();
        var matched = _matcher.Match(fixes);
        Spent += clock.GetElapsedTime(begin);
        return matched;
    }
}
