using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Telemetry.Contracts.Geography;
using Telemetry.Evaluation;
using Telemetry.Evaluation.Inputs;
using Telemetry.MapMatching;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.Benchmarks.Matching;

/// <summary>
/// Map matching beside Valhalla Meili's strongest setting: the same drives on the same extract, in one thread each, round by
/// round in turns, so that whatever else the machine does falls on both. All fixes count, whether they were used or thinned out.
/// Both sides' routes are judged by the same judge. Runs on the calling thread.
/// </summary>
public static class MatchBench
{
    // Answers as they come (a matched shape), and reading the same positions without matching them: what the difference says
    // is matching alone.
    private const string WholeCall = "traceAttributes";
    private const string ReadingOnly = "height";

    /// <summary>Runs the benchmark.</summary>
    /// <param name="options">What on.</param>
    /// <param name="clock">Measures this side's time; the other side measures its own.</param>
    /// <param name="progress">Told what is done.</param>
    /// <param name="cancellationToken">Ends it between two rounds.</param>
    /// <exception cref="PeerMissingException">Valhalla's package is not installed.</exception>
    public static BenchReport Run(
        MatchBenchOptions options, TimeProvider clock, IProgress<string> progress, CancellationToken cancellationToken)
    {
        using var peer = MeiliPeer.Start(options.Peers);
        Directory.CreateDirectory(options.Scratch);
        progress.Report("Loading the map on both sides; the first time, Valhalla builds its tiles");
        var version = peer.Prepare(Path.GetFullPath(options.Map), TilesOf(options));
        var graph = NetworkReader.ReadGraph(options.Map, cancellationToken);
        var truth = TruthReader.Read(options.Truth);
        var intervals = new List<IntervalResult>();
        foreach (var (name, file) in options.Points)
        {
            var drives = DriveReader.Read(file).Where(drive => truth.ContainsKey(drive.Id)).ToArray();
            var result = Compare(graph, drives, truth, peer, options, clock, cancellationToken) with { Name = name };
            progress.Report(result.ToText());
            intervals.Add(result);
        }

        return Report(intervals, options, version);
    }

    private static IntervalResult Compare(
        RoadGraph graph, Drive[] drives, IReadOnlyDictionary<string, IReadOnlyList<GeoPoint[]>> truth, MeiliPeer peer,
        MatchBenchOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        string requests = Path.Combine(options.Scratch, "requests.jsonl"), shapes = Path.Combine(options.Scratch, "shapes.txt");
        MeiliRequests.Write(requests, drives);
        peer.Load(requests);

        // The first round warms both up and is judged instead of timed.
        var ours = MatchEvaluation.Run(graph, drives, truth, MatchOptions.Default, clock, null, cancellationToken);
        peer.WriteShapes(shapes);
        var lines = MeiliRequests.ReadShapes(shapes, drives.Length);
        var theirs = LineEvaluation.Judge(drives.Select((drive, i) => (lines[i], truth[drive.Id])));
        var fixes = drives.Sum(drive => drive.Fixes.Length);
        var rounds = new List<Round>();
        var matcher = new Matcher(graph, MatchOptions.Default);
        for (var round = 0; round < options.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var cpu = Environment.CpuUsage.TotalTime;
            var begin = clock.GetTimestamp();
            foreach (var drive in drives)
                matcher.Match(drive.Fixes.AsSpan());
            var spent = clock.GetElapsedTime(begin).TotalSeconds;
            var spentCpu = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
            var (whole, wholeCpu, failed) = peer.Run(WholeCall);
            var reading = peer.Run(ReadingOnly).Seconds;
            rounds.Add(new Round(fixes / spent, fixes / whole, fixes / Math.Max(whole - reading, 1e-6), wholeCpu / Math.Max(spentCpu, 1e-6), failed));
        }

        return new IntervalResult("", fixes, ours, theirs, rounds);
    }

    private static BenchReport Report(List<IntervalResult> intervals, MatchBenchOptions options, string version)
    {
        var worst = intervals.MinBy(interval => interval.Ratio)!;
        var details = new JsonObject
        {
            ["ratio_matching_alone"] = Math.Round(intervals.Min(interval => interval.RatioAlone), 3),
            ["ratio_cpu"] = Math.Round(intervals.Min(interval => interval.RatioCpu), 3),
            ["intervals"] = new JsonArray([.. intervals.Select(interval => interval.ToJson())]),
        };
        return new BenchReport
        {
            Ran = string.Create(
                CultureInfo.InvariantCulture,
                $"{string.Join(" and ", intervals.Select(interval => interval.Name))}, {options.Rounds} rounds in turns, one thread, whole calls; the smaller ratio is that at {worst.Name}"),
            Ratio = worst.Ratio,
            Value = worst.Ours,
            Unit = "fixes/s",
            Against = string.Create(CultureInfo.InvariantCulture, $"Valhalla {version} Meili ({MeiliRequests.Settings}): {worst.Theirs:F0}"),
            Details = details,
        };
    }

    /// <summary>Tiles belong to an extract's bytes: another extract has another folder.</summary>
    private static string TilesOf(MatchBenchOptions options)
    {
        using var file = File.OpenRead(options.Map);
        return Path.Combine(Path.GetFullPath(options.Scratch), "tiles-" + Convert.ToHexStringLower(SHA256.HashData(file))[..16]);
    }
}
