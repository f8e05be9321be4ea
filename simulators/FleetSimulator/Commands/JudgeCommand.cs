using System.CommandLine;
using System.Text.Json;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.MapFeed;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.FleetSimulator.TruthFiles;

namespace Telemetry.FleetSimulator.Commands;

/// <summary><c>fleet judge</c>: what a map API serves against the truth of a run.</summary>
internal static class JudgeCommand
{
    public static Command Create()
    {
        var truth = new Option<FileInfo>("--truth") { Description = "The file that fleet run --truth wrote.", Required = true };
        truth.MustExist();
        var api = new Option<Uri>("--map-api")
        {
            Description = "The map API.",
            DefaultValueFactory = _ => new Uri("http://127.0.0.1:8081"),
            CustomParser = result =>
            {
                if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                    return url;
                result.AddError("--map-api takes the map API's URL, such as http://127.0.0.1:8081.");
                return null;
            },
        };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var command = new Verb(
            "judge", "Compares the limits and closures that a platform serves with the truth of a run.",
            "./telemetry fleet judge --truth truth.jsonl --map-api http://127.0.0.1:8081 --json")
        {
            truth, api, json,
        };
        command.SetAction((parsed, cancellationToken) => FleetFailure.GuardAsync(async () =>
        {
            var file = parsed.GetRequiredValue(truth);
            var judged = await JudgeAsync(
                TruthFile.Read(file.Name, await File.ReadAllLinesAsync(file.FullName, cancellationToken)), parsed.GetRequiredValue(api), cancellationToken);
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(judged, ReportJson.Options) : judged.ToText());
            return 0;
        }));
        return command;
    }

    private static async Task<JudgeReport> JudgeAsync(TruthFile truth, Uri api, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = new Uri(api.AbsoluteUri.TrimEnd('/') + "/") };
        var limits = new Dictionary<string, PublishedLimit>(StringComparer.Ordinal);
        var closures = new Dictionary<string, SegmentId>(StringComparer.Ordinal);
        await foreach (var page in new ChangeFeedClient(http).ReadToEndAsync(0, cancellationToken))
        {
            foreach (var update in page.Updates)
                Apply(update, limits, closures);
        }

        return JudgeReport.Of(truth, limits.Values, [.. closures.Values]);
    }

    private static void Apply(FeedUpdate update, Dictionary<string, PublishedLimit> limits, Dictionary<string, SegmentId> closures)
    {
        switch (update.Collection)
        {
            case "speed-limits" when update.IsDelete:
                limits.Remove(update.FeatureId);
                break;
            case "speed-limits" when ServedLimits.HoldsAlways(update.Feature!.Value.GetProperty("properties")):
                limits[update.FeatureId] = ServedLimits.Read(update.Feature!.Value.GetProperty("properties"));
                break;
            case "closures" when update.IsDelete:
                closures.Remove(update.FeatureId);
                break;
            case "closures" when SegmentId.TryParse(
                update.Feature!.Value.GetProperty("properties").GetProperty("segment_id").GetString(), out var segment):
                closures[update.FeatureId] = segment;
                break;
        }
    }
}
