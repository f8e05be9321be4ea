using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Telemetry.Evaluation;
using Telemetry.Evaluation.Inputs;
using Telemetry.MapMatching;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.AppHost.Commands;

/// <summary><c>eval match</c>: map matching against true routes, judged by length.</summary>
internal static class EvalMatchCommand
{
    public static Command Create()
    {
        var network = FileOption("--network", "The roads: an OSM extract, or a CSV file of directed segments lon1,lat1,lon2,lat2.");
        var points = FileOption("--points", "The drives: a CSV file with id, time and either lon,lat or a WKT geometry.");
        var truth = FileOption("--truth", "The true routes: a CSV file with id and WKT lines.");
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var command = new Verb(
            "match", "Matches recorded drives and compares them with the routes really driven.",
            "./telemetry eval match --network roads.csv --points drives.csv.gz --truth routes.csv")
        {
            network, points, truth, json,
        };
        command.SetAction(PlatformFailure.Guard((parsed, progress, cancellationToken) =>
        {
            var report = Evaluate(
                parsed.GetRequiredValue(network), parsed.GetRequiredValue(points), parsed.GetRequiredValue(truth),
                progress, cancellationToken);
            Screen.Plain.WriteLine(parsed.GetValue(json), () => ToJson(report).ToJsonString(), () => Write(report));
            return Task.FromResult(ExitCodes.Done);
        }));
        return command;
    }

    private static Option<string> FileOption(string name, string description) 
    {
        var option = new Option<string>(name) { Description = description, Required = true, HelpName = "file" };
        option.MustExist();
        return option;
    }

    private static MatchReport Evaluate(
        string network, string points, string truth, VerbProgress progress, CancellationToken cancellationToken)
    {
        progress.Report($"Reading {network}");
        var graph = RoadGraph.Build(NetworkReader.Read(network, cancellationToken));
        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{graph.SegmentCount:N0} segments; reading {points}"));
        var drives = DriveReader.Read(points);
        var routes = TruthReader.Read(truth);
        using var step = progress.Begin(new ProgressMeter("Matching", "Matched", ProgressUnit.Of("drives"), progress.Time));
        var report = MatchEvaluation.Run(
            graph, drives, routes, MatchOptions.Default, progress.Time,
            new Told<int>(done => step.Line.Update(done, drives.Count)), cancellationToken);
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
    };

    private static string Write(MatchReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"F1 {report.F1:F4}, precision {report.Precision:F4}, recall {report.Recall:F4} over {report.Drives} drives; " +
        $"{report.Points} points, {report.PointsPerS:F0} per second, {report.Breaks} breaks");
}
