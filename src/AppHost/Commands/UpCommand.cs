using System.CommandLine;
using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Services;

namespace Telemetry.AppHost.Commands;

/// <summary>
/// <c>up</c>: the services on a map. Local: servers and services as processes that go on after it. Embedded: one process, in the
/// foreground until Ctrl-C.
/// </summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var profile = new Option<string>("--profile")
        {
            Description = "local: S3, SQS, DynamoDB and PostGIS servers, services as processes. embedded: one process, nothing kept.",
            DefaultValueFactory = _ => "local",
        };
        profile.AcceptOnlyFromAmong("local", "embedded");
        var map = new Option<FileInfo>("--map") { Description = "An OSM extract (.osm.pbf, .osm) to import first." };
        map.MustExist();
        var workers = CountOption.Create("--workers", 2, 1, 64, "How many map workers run; local profile only.");
        var command = new Verb(
            "up", "Starts the services, local or embedded.",
            "./telemetry up --map region.osm.pbf",
            "./telemetry up --profile embedded") { profile, map, workers };
        command.SetAction(PlatformFailure.Guard((parsed, progress, cancellationToken) =>
            parsed.GetRequiredValue(profile) == "embedded"
                ? EmbeddedProfile.RunAsync(parsed.GetValue(map), progress, cancellationToken)
                : UpLocalAsync(parsed.GetValue(map), parsed.GetRequiredValue(workers), progress, cancellationToken)));
        return command;
    }

    private static async Task<int> UpLocalAsync(
        FileInfo? map, int workers, VerbProgress progress, CancellationToken cancellationToken)
    {
        // First of all: a corrupt file is told before any server starts.
        var roads = map is null ? null : MapImport.Read(map, progress, cancellationToken);
        await LocalDeployment.EnsurePortsAsync(Checkout.StateDirectory);
        await using var deployment =
            await LocalDeployment.StartStackAsync(Checkout.StateDirectory, progress, cancellationToken);
        if (roads is not null)
            await ImportCommand.PublishAsync(roads, map!, deployment, progress, cancellationToken);
        var hasBaseMap = await deployment.StartServicesAsync(workers, progress, cancellationToken);
        Screen.Plain.WriteLine(
            $"""
            receiver  {deployment.Services.UrlOf(ServiceId.Receiver)}
            map API   {deployment.Services.UrlOf(ServiceId.Api)}
            token     {deployment.Token.Value}
                      (for development only; kept in {deployment.Token.File})
            ./telemetry status shows the books; ./telemetry down stops everything.
            """);
        if (!hasBaseMap)
            Screen.Plain.WriteLine("There is no map yet, and no frame is taken before: ./telemetry import FILE");
        return 0;
    }
}
