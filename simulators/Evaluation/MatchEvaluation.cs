using Telemetry.Contracts.Geography;
using Telemetry.Evaluation.Differences;
using Telemetry.Evaluation.Inputs;
using Telemetry.Evaluation.Judging;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.Evaluation;

/// <summary>Judges map matching against true routes. Runs on the calling thread.</summary>
public static class MatchEvaluation
{
    /// <summary>Matches every drive that has a true route, and compares by length.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="drives">The drives; one without a true route is left out.</param>
    /// <param name="truth">True lines by drive id, in the direction of travel.</param>
    /// <param name="options">How to match.</param>
    /// <param name="clock">Measures the time that matching takes.</param>
    /// <param name="progress">Told the number of drives done; null to tell nobody.</param>
    /// <param name="cancellationToken">Ends the run between two drives.</param>
    /// <param name="messages">How drives are cut into messages; null to match each at once.</param>
    public static MatchReport Run(
        RoadGraph graph,
        IReadOnlyList<Drive> drives,
        IReadOnlyDictionary<string, IReadOnlyList<GeoPoint[]>> truth,
        MatchOptions options,
        TimeProvider clock,
        IProgress<int>? progress,
        CancellationToken cancellationToken,
        MessageCut? messages = null)
    {
        var matching = new DriveMatching(graph, options, messages, clock);
        var sum = default(SampleCounts);
        var scores = new List<DriveScore>();
        var differences = new List<RouteDifference>();
        var breaks = Enum.GetValues<BreakReason>().ToDictionary(reason => reason, _ => 0);
        var faults = Enum.GetValues<FixFaultKind>().ToDictionary(kind => kind, _ => 0);
        var points = 0;
        foreach (var drive in drives)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!truth.TryGetValue(drive.Id, out var lines))
                continue;
            var matched = matching.Match(drive.Fixes);
            var plane = LineJudge.PlaneOf(matched.Lines, lines);
            SampledLines matchedSamples = new(matched.Lines, plane), trueSamples = new(lines, plane);
            var counts = LineJudge.Compare(matchedSamples, trueSamples);
            sum += counts;
            scores.Add(Score(drive.Id, counts, matched.Breaks.Count));
            differences.AddRange(DifferenceFinder.Find(drive.Id, drive.Fixes, matched, plane, matchedSamples, trueSamples));
            foreach (var found in matched.Breaks)
                breaks[found.Reason]++;
            foreach (var fault in matched.Faults)
                faults[fault.Kind]++;
            points += drive.Fixes.Length;
            progress?.Report(scores.Count);
        }

        return new MatchReport
        {
            F1 = sum.F1,
            Precision = sum.Precision,
            Recall = sum.Recall,
            Points = points,
            PointsPerS = matching.Spent > TimeSpan.Zero ? points / matching.Spent.TotalSeconds : 0,
            Breaks = breaks.Values.Sum(),
            BreaksByReason = breaks,
            BrokenDrives = scores.Count(score => score.Breaks > 0),
            Faults = faults,
            Drives = scores.Count,
            Scores = scores,
            Differences = differences,
        };
    }

    private static DriveScore Score(string id, SampleCounts counts, int breaks) => new(
        id, counts.Precision, counts.Recall,
        SampledLines.StepM * (counts.Matched - counts.Right + counts.True - counts.Found), breaks);
}
