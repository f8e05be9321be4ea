using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Services;
using Telemetry.MapStore.BaseMaps;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Commands;

/// <summary>
/// <c>import FILE</c>: an OSM extract becomes the base map in force of the local platform; starts the servers for as long as it
/// takes where they do not run.
/// </summary>
internal static class ImportCommand
{
    private const int BytesPerMegabyte = 1 << 20;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "An OSM extract (.osm.pbf, .osm)." };
        file.MustExist();
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var report = new Option<FileInfo?>("--report")
        {
            Description = "A file for what changed: a line of JSON for each segment added, removed or changed.",
        };
        var country = new Option<string?>("--country")
        {
            Description = "Whose law sets the limits where no sign does, as DE; without it, the country that the extract's tags name.",
        };
        country.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is not (null or [>= 'A' and <= 'Z', >= 'A' and <= 'Z']))
                result.AddError("--country takes two capital letters (ISO 3166-1), for example DE.");
        });
        var command = new Verb(
            "import", "Puts an OSM extract in force as the base map.",
            "./telemetry import region.osm.pbf", "./telemetry import next-month.osm.pbf --report changes.jsonl")
        {
            file, country, report, json,
        };
        command.SetAction(PlatformFailure.Guard((parsed, progress, cancellationToken) =>
            RunAsync(
                parsed.GetRequiredValue(file), parsed.GetValue(country), parsed.GetValue(report), parsed.GetValue(json), progress,
                cancellationToken)));
        return command;
    }

    /// <summary>Puts an extract's roads in force in a deployment's stores.</summary>
    internal static async Task<BaseMapImportReport> PublishAsync(
        ImportedRoads roads, FileInfo file, LocalDeployment deployment, VerbProgress progress,
        CancellationToken cancellationToken, Action<SegmentChange>? tell = null)
    {
        await using var backends = await EnvironmentBackends.ConnectAsync(deployment.Environment, cancellationToken);
        return await MapImport.PublishAsync(roads, file.Name, backends, progress, cancellationToken, tell);
    }

    private static async Task<int> RunAsync(
        FileInfo file, string? country, FileInfo? reportFile, bool json, VerbProgress progress, CancellationToken cancellationToken)
    {
        using var log = reportFile is null ? null : new ChangeLog(reportFile);
        var startedAt = TimeProvider.System.GetTimestamp();

        // First of all: a corrupt file is told before any server starts.
        var roads = MapImport.Read(file, progress, cancellationToken, country);
        var reading = TimeProvider.System.GetElapsedTime(startedAt);
        using var turn = await ImportTurn.TakeAsync(Checkout.StateDirectory, progress, cancellationToken);
        var running = await LocalDeployment.FindAsync(Checkout.StateDirectory);
        await using var deployment =
            running ?? await LocalDeployment.StartStackAsync(Checkout.StateDirectory, progress, cancellationToken);
        try
        {
            startedAt = TimeProvider.System.GetTimestamp();
            var report = await PublishAsync(roads, file, deployment, progress, cancellationToken, log is null ? null : log.Write);
            log?.Complete();
            var seconds = Math.Round((reading + TimeProvider.System.GetElapsedTime(startedAt)).TotalSeconds, 1);
            using var process = Process.GetCurrentProcess();
            var told = ImportSummary.Of(report, seconds, process.PeakWorkingSet64 / BytesPerMegabyte);
            Screen.Plain.WriteLine(json, () => JsonSerializer.Serialize(told, ReportJson.Options), told.ToText);
            return 0;
        }
        finally
        {
            if (running is null)
                await deployment.StopAsync(CancellationToken.None);
        }
    }
}
