using Telemetry.Contracts.Geography;
using Telemetry.Evaluation.Inputs;
using Telemetry.Evaluation.Judging;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.Evaluation;

/// <summary>Judges map matching against true routes. Runs on the calling thread.</summary>
public static class MatchEvaluation
{
    private const double SampleM = 5;

    /// <summary>Matches every drive that has a true route, and compares by length.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="drives">The drives; one without a true route is left out.</param>
    /// <param name="truth">True lines by drive id, in the direction of travel.</param>
    /// <param name="options">How to match.</param>
    /// <param name="clock">Measures the time that matching takes.</param>
    /// <param name="progress">Told the number of drives done; null to tell nobody.</param>
    /// <param name="cancellationToken">Ends the run between two drives.</param>
    public static MatchReport Run(
        RoadGraph graph,
        IReadOnlyList<Drive> drives,
        IReadOnlyDictionary<string, IReadOnlyList<GeoPoint[]>> truth,
        MatchOptions options,
        TimeProvider clock,
        IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        var matcher = new Matcher(graph, options);
        var sum = default(SampleCounts);
        var scores = new List<DriveScore>();
        int points = 0, breaks = 0;
        var spent = TimeSpan.Zero;
        foreach (var drive in drives)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!truth.TryGetValue(drive.Id, out var lines))
                continue;
            var begin = clock.GetTimestamp();
            var matched = matcher.Match(drive.Fixes.AsSpan());
            spent += clock.GetElapsedTime(begin);
            var counts = LineJudge.Compare(MatchedLines.Of(graph, matched), lines);
            sum += counts;
            scores.Add(Score(drive.Id, counts, matched));
            points += drive.Fixes.Length;
            breaks += matched.Breaks.Count;
            progress?.Report(scores.Count);
        }

        return new MatchReport
        {
            F1 = sum.F1,
            Precision = sum.Precision,
            Recall = sum.Recall,
            Points = points,
            PointsPerS = spent > TimeSpan.Zero ? points / spent.TotalSeconds : 0,
            Breaks = breaks,
            Drives = scores.Count,
            Scores = scores,
        };
    }

    private static DriveScore Score(string id, SampleCounts counts, MatchedDrive matched) => new(
        id, counts.Precision, counts.Recall,
        SampleM * (counts.Matched - counts.Right + counts.True - counts.Found), matched.Breaks.Count);
}
