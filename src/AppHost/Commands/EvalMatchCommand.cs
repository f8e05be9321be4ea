using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Telemetry.Evaluation;
using Telemetry.Evaluation.Inputs;
using Telemetry.MapMatching;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Commands;

/// <summary><c>eval match</c>: map matching against true routes, judged by length.</summary>
internal static class EvalMatchCommand
{
    private const int DrivesPerLine = 50;

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
        command.SetAction((parsed, cancellationToken) => PlatformFailure.GuardAsync(() => Task.FromResult(Run(
            parsed.GetRequiredValue(network), parsed.GetRequiredValue(points), parsed.GetRequiredValue(truth),
            parsed.GetValue(json), cancellationToken))));
        return command;
    }

    private static Option<string> FileOption(string name, string description) => new(name) { Description = description, Required = true };

    private static int Run(string network, string points, string truth, bool json, CancellationToken cancellationToken)
    {
        try
        {
            var report = Evaluate(network, points, truth, cancellationToken);
            Console.WriteLine(json ? ToJson(report).ToJsonString() : Write(report));
            return 0;
        }
        catch (Exception failure) when (failure is InputFormatException or OsmFormatException or IOException)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    private static MatchReport Evaluate(string network, string points, string truth, CancellationToken cancellationToken)
    {
        IProgress<string> progress = new LineProgress();
        progress.Report($"Reading {network}.");
        var graph = RoadGraph.Build(NetworkReader.Read(network, cancellationToken));
        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{graph.SegmentCount} segments. Reading {points}."));
        var drives = DriveReader.Read(points);
        var routes = TruthReader.Read(truth);
        return MatchEvaluation.Run(
            graph, drives, routes, MatchOptions.Default, TimeProvider.System, new DriveProgress(progress, drives.Count), cancellationToken);
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

    private sealed class DriveProgress(IProgress<string> lines, int drives) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value % DrivesPerLine == 0)
                lines.Report(string.Create(CultureInfo.InvariantCulture, $"{value} of {drives} drives."));
        }
    }
}
