using System.CommandLine;
using System.Text.Json;
using Telemetry.AppHost.Demo;
using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Platforms;
using Telemetry.AppHost.Recording;
using Telemetry.FleetSimulator.Recording;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Commands;

/// <summary><c>demo</c>: world, fleet, platform; learned against true.</summary>
internal static class DemoCommand
{
    private static readonly Option<FileInfo> s_map = new("--map")
    {
        Description = "An OSM extract (.osm.pbf, .osm) to drive on; without it a generated town.",
    };

    private static readonly Option<int> s_vehicles = CountOption.Create("--vehicles", 100, 1, 100_000, "How many vehicles drive.");

    private static readonly Option<Duration> s_for =
        DurationOption.Create("--for", TimeSpan.FromMinutes(1), "How long they drive, by the clock: 90s, 2m, 1h.");

    private static readonly Option<double> s_speedup = new("--speedup")
    {
        Description = "How many times faster than the clock event time runs.", DefaultValueFactory = _ => 10,
    };

    private static readonly Option<ulong> s_seed = new("--seed")
    {
        Description = "Every chance follows from it.", DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string> s_profile = new("--profile")
    {
        Description = "embedded: one process, no set-up. local: S3, SQS, DynamoDB and PostgreSQL servers, services as processes.",
        DefaultValueFactory = _ => "embedded",
    };

    private static readonly Option<int> s_workers =
        CountOption.Create("--workers", 2, 1, 64, "Map workers of the local profile.");

    private static readonly Option<bool> s_faults = new("--faults")
    {
        Description = "Local profile: kill the receiver and each worker once, and stop PostgreSQL for 10 s, on the way.",
    };

    private static readonly Option<DirectoryInfo?> s_record = new("--record")
    {
        Description = "Keep the bodies posted and the base map in this folder, for replay.",
    };

    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object on standard output." };

    public static Command Create()
    {
        s_map.MustExist();
        s_profile.AcceptOnlyFromAmong("embedded", "local");
        var command = new Verb(
            "demo", "Vehicles teach the map: watch what is learned against what is true.",
            "./telemetry demo --for 60s --seed 1",
            "./telemetry demo --profile local --map region.osm.pbf --vehicles 200 --for 2m --json")
        {
            s_map, s_vehicles, s_for, s_speedup, s_seed, s_profile, s_workers, s_faults, s_record, s_json,
        };
        command.SetAction(PlatformFailure.Guard((parsed, progress, cancellationToken) =>
            RunAsync(OptionsOf(parsed), parsed, progress, cancellationToken)));
        return command;
    }

    private static DemoOptions OptionsOf(ParseResult parsed) => new()
    {
        Map = parsed.GetValue(s_map),
        Vehicles = parsed.GetValue(s_vehicles),
        Duration = parsed.GetValue(s_for).Span,
        Speedup = parsed.GetValue(s_speedup),
        Seed = parsed.GetValue(s_seed),
        Local = parsed.GetValue(s_profile) == "local",
        Workers = parsed.GetValue(s_workers),
        Faults = parsed.GetValue(s_faults),
        Record = parsed.GetValue(s_record),
    };

    private static async Task<int> RunAsync(
        DemoOptions options, ParseResult parsed, VerbProgress progress, CancellationToken cancellationToken)
    {
        if (options.FindProblem() is { } problem)
            throw VerbFailureException.Usage(problem, "./telemetry demo --help says what goes together.");
        var source = options.Map is null
            ? ImportedRoads.Of(GeneratedTown.Create(options.Seed))
            : MapImport.Read(options.Map, progress, cancellationToken);
        var world = SimulatedWorld.Create(source, new WorldPerturbation(), options.Seed);
        await using IPlatform platform = options.Local
            ? await LocalPlatform.CreateAsync(options.Workers, progress, cancellationToken)
            : EmbeddedPlatform.Create();
        await platform.StartAsync(
            ImportedRoads.Of(world.BaseMap) with { TurnRestrictions = source.TurnRestrictions }, options.Map?.Name ?? "generated town", progress, cancellationToken);
        if (options.Record is not null)
            await BaseMapSnapshot.WriteAsync(platform.Backends.BaseMaps, new BodyRecording(options.Record.FullName), cancellationToken);
        progress.Report($"Receiver {platform.Receiver}, map API {platform.MapApi}, while the demo runs");
        progress.Report($"Token for development {platform.Token}");

        var run = new DemoRun(options, platform, world, TimeProvider.System);
        var table = new DemoTable(options, parsed.Error(), TimeProvider.System);
        using var faultsEnd = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var faults = options.Faults && platform is LocalPlatform local
            ? new FaultPlan(local, table, TimeProvider.System).RunAsync(options.Duration, faultsEnd.Token)
            : Task.CompletedTask;
        var report = await table.ShowAsync(show => run.RunAsync(show, cancellationToken));
        await faults;
        Screen.Plain.WriteLine(
            parsed.GetValue(s_json), () => JsonSerializer.Serialize(report, ReportJson.Options), () => DemoSummary.Write(report));
        return report.BooksBalance && report.Frames.InFlight == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
