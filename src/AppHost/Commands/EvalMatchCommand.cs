using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Telemetry.Evaluation;
using Telemetry.Evaluation.Differences;
using Telemetry.Evaluation.Inputs;
using Telemetry.MapMatching;

namespace Telemetry.AppHost.Commands;

/// <summary><c>eval match</c>: map matching against true routes, judged by length.</summary>
internal static class EvalMatchCommand
{
    private const int MostFrames = 1_800;
    private const int UsualContextFrames = 10;

    public static Command Create()
    {
        var network = FileOption("--network", "The roads: an OSM extract, or a CSV file of directed segments lon1,lat1,lon2,lat2.");
        var points = FileOption("--points", "The drives: a CSV file with id, time and either lon,lat or a WKT geometry.");
        var truth = FileOption("--truth", "The true routes: a CSV file with id and WKT lines.");
        var frames = CountOption.Create(
            "--message-frames", 0, 0, MostFrames, "Cuts drives into messages of so many new frames, matched one by one, as vehicles send them; 0 matches each drive at once.");
        var context = CountOption.Create(
            "--context-frames", UsualContextFrames, 0, MostFrames, "Frames that a message repeats from the end of the one before it: matched, never counted.");
        var reportFile = new Option<FileInfo?>("--report")
        {
            Description = "A CSV file for where matched and true routes differ, how long, and why.", HelpName = "file",
        };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var command = new Verb(
            "match", "Matches recorded drives and compares them with the routes really driven.",
            "./telemetry eval match --network roads.csv --points drives.csv.gz --truth routes.csv",
            "./telemetry eval match --network region.osm.pbf --points drives.csv --truth routes.csv --message-frames 60 --report differences.csv")
        {
            network, points, truth, frames, context, reportFile, json,
        };
        command.SetAction(PlatformFailure.Guard((parsed, progress, cancellationToken) =>
        {
            var report = Evaluate(
                parsed.GetRequiredValue(network), parsed.GetRequiredValue(points), parsed.GetRequiredValue(truth),
                CutOf(parsed.GetValue(frames), parsed.GetValue(context)), progress, cancellationToken);
            if (parsed.GetValue(reportFile) is { } file)
            {
                using var writer = file.CreateText();
                DifferenceTable.Write(writer, report.Differences);
            }

            Screen.Plain.WriteLine(parsed.GetValue(json), () => ToJson(report).ToJsonString(), () => Write(report));
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static MessageCut? CutOf(int frames, int contextFrames) => frames switch
    {
        0 => null,
        1 => throw VerbFailureException.Usage("A message has at least two frames.", "./telemetry eval match --help says what can be written here."),
        _ => new MessageCut(frames, contextFrames),
    };

    private static Option<string> FileOption(string name, string description) 
    {
        var option = new Option<string>(name) { Description = description, Required = true, HelpName = "file" };
        option.MustExist();
        return option;
    }

    private static MatchReport Evaluate(
        string network, string points, string truth, MessageCut? messages, VerbProgress progress, CancellationToken cancellationToken)
    {
        progress.Report($"Reading {network}");
        var graph = NetworkReader.ReadGraph(network, cancellationToken);
        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{graph.SegmentCount:N0} segments; reading {points}"));
        var drives = DriveReader.Read(points);
        var routes = TruthReader.Read(truth);
        using var step = progress.Begin(new ProgressMeter("Matching", "Matched", ProgressUnit.Of("drives"), progress.Time));
        var report = MatchEvaluation.Run(
            graph, drives, routes, MatchOptions.Default, progress.Time,
            new Told<int>(done => step.Line.Update(done, drives.Count)), cancellationToken, messages);
        step.Complete();
        return report;
    }

    private static JsonObject ToJson(MatchReport report) => new()
    {
        ["f1"] = Math.Round(report.F1, 6),
        ["precision"] = Math.Round(report.Precision, 6),
        ["recall"] = Math.Round(report.Recall, 6),
        ["points"] = report.Points,
        ["points_per_s"] = Math.Round(report.PointsPerS),
        ["breaks"] = report.Breaks,
        ["drives"] = report.Drives,
        ["broken_drives"] = report.BrokenDrives,
        ["breaks_by_reason"] = Named(report.BreaksByReason),
        ["faulty_points"] = Named(report.Faults),
        ["differences"] = Differences(report),
    };

    private static JsonObject Named<T>(IReadOnlyDictionary<T, int> counts)
        where T : struct, Enum =>
        new(counts.OrderBy(count => count.Key)
            .Select(count => KeyValuePair.Create(JsonNamingPolicy.SnakeCaseLower.ConvertName(count.Key.ToString()), (JsonNode?)count.Value)));

    /// <summary>Metres matched and not driven, and driven and not matched, by reason; the longest first.</summary>
    private static JsonObject Differences(MatchReport report) => new(
        report.Differences.GroupBy(found => found.Reason).OrderByDescending(group => group.Sum(found => found.LengthM)).ThenBy(group => group.Key)
            .Select(group => KeyValuePair.Create(DifferenceTable.NameOf(group.Key), (JsonNode?)new JsonObject
            {
                ["count"] = group.Count(),
                ["wrong_m"] = group.Where(found => !found.IsMissed).Sum(found => found.LengthM),
                ["missed_m"] = group.Where(found => found.IsMissed).Sum(found => found.LengthM),
            })));

    private static string Write(MatchReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"F1 {report.F1:F4}, precision {report.Precision:F4}, recall {report.Recall:F4} over {report.Drives} drives; " +
        $"{report.Points} points, {report.PointsPerS:F0} per second, {report.Breaks} breaks in {report.BrokenDrives} drives, " +
        $"{report.Faults.Values.Sum()} faulty points") + WriteDifferences(report);

    private static string WriteDifferences(MatchReport report) => string.Concat(
        report.Differences.GroupBy(found => found.Reason).OrderByDescending(group => group.Sum(found => found.LengthM)).ThenBy(group => group.Key)
            .Select(group => string.Create(
                CultureInfo.InvariantCulture,
                $"{Environment.NewLine}{DifferenceTable.NameOf(group.Key)}: {group.Sum(found => found.LengthM):F0} m in {group.Count()} places")));
}
