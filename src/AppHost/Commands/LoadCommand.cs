using System.CommandLine;
using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Load;
using Telemetry.AppHost.Platforms;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.LoadTest.Profiles;
using Telemetry.LoadTest.Reports;
using Telemetry.LoadTest.Traffic;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Commands;

/// <summary><c>load</c>: a load test with scale-up and scale-down on a platform of its own.</summary>
internal static class LoadCommand
{
    private const double UsualCap = 100;
    private const int MostWorkers = 64;
    private const int FaultWorkers = 3;
    private const int LeastDrives = 100;
    private const int MostDrives = 600;

    private static readonly Option<string> s_profile = new("--profile")
    {
        Description = "How the load changes. 1x is a tenth of what a worker is held to.", Required = true,
    };

    private static readonly Option<double> s_cap = NumberOption.Create(
        "--cap", UsualCap, LoadProfileOptions.LeastCapFramesPerS, LoadProfileOptions.GreatestCapFramesPerS,
        "Frames/s that each worker is held to, so that one machine is enough to see scaling.");

    private static readonly Option<int> s_workersMax =
        CountOption.Create("--workers-max", 12, 1, MostWorkers, "Map workers at most; it begins with 1.");

    private static readonly Option<Duration?> s_for = new("--for")
    {
        Description = "How long the profile takes: 90s, 6m. The profile's own time unless it is given.",
        CustomParser = result =>
        {
            if (Duration.TryParse(result.Tokens.Single().Value, out var duration) &&
                duration.Span >= LoadProfileOptions.Shortest && duration.Span <= LoadProfileOptions.Longest)
                return duration;
            result.AddError("--for takes a time from 10s to 12h, such as 90s or 6m.");
            return null;
        },
    };

    private static readonly Option<string> s_faults = new("--faults")
    {
        Description = "Break something on the way. kill-worker: kill -9 of one of three. scale-in: one of three is taken away.",
        DefaultValueFactory = _ => "none",
    };

    private static readonly Option<FileInfo> s_map = new("--map")
    {
        Description = "An OSM extract (.osm.pbf, .osm) to drive on; without it a generated town.",
    };

    private static readonly Option<ulong> s_seed = new("--seed")
    {
        Description = "Every chance follows from it.", DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string?> s_report = new("--report")
    {
        Description = "Write the report: a page with plots, and into a folder also every sample as JSON.", HelpName = "folder|file.html",
    };

    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object on standard output." };

    public static Command Create()
    {
        s_profile.AcceptOnlyFromAmong([.. LoadProfiles.Names]);
        s_faults.AcceptOnlyFromAmong("none", "kill-worker", "scale-in");
        s_map.MustExist();
        s_report.CompletionSources.Add(Completion.Files);
        var command = new Verb(
            "load", "Load that changes by two orders of magnitude: watch the workers follow, and that nothing is lost.",
            "./telemetry load --profile ramp100 --report report/",
            "./telemetry load --profile steady --faults kill-worker --json")
        {
            s_profile, s_cap, s_workersMax, s_for, s_faults, s_map, s_seed, s_report, s_json,
        };
        command.Notes.Add("Exit code 1 where a frame was lost, refused or not answered for, or the books do not balance.");
        command.SetAction(PlatformFailure.Guard(RunAsync));
        return command;
    }

    private static LoadOptions OptionsOf(ParseResult parsed)
    {
        var fault = parsed.GetValue(s_faults) switch
        {
            "kill-worker" => LoadFault.KillWorker,
            "scale-in" => LoadFault.ScaleIn,
            _ => LoadFault.None,
        };
        return new LoadOptions
        {
            Profile = LoadProfiles.Create(parsed.GetRequiredValue(s_profile), new LoadProfileOptions
            {
                WorkerCapFramesPerS = parsed.GetValue(s_cap), Duration = parsed.GetValue(s_for)?.Span,
            }),
            Map = parsed.GetValue(s_map),
            Seed = parsed.GetValue(s_seed),
            WorkersMin = fault == LoadFault.None ? 1 : FaultWorkers,
            WorkersMax = fault == LoadFault.None ? parsed.GetValue(s_workersMax) : FaultWorkers,
            Fault = fault,
        };
    }

    private static async Task<int> RunAsync(ParseResult parsed, VerbProgress progress, CancellationToken cancellationToken)
    {
        var startedAt = progress.Time.GetTimestamp();
        var options = OptionsOf(parsed);
        var reportPath = parsed.GetValue(s_report);
        if (reportPath is not null)
            LoadOutput.Prepare(reportPath);
        var source = options.Map is null
            ? ImportedRoads.Of(GeneratedTown.Create(options.Seed))
            : MapImport.Read(options.Map, progress, cancellationToken);
        var world = SimulatedWorld.Create(source, new WorldPerturbation(), options.Seed);
        var drives = Task.Run(
            () => DrivePool.Create(world, DrivesFor(options.Profile), options.Seed, progress.Time.GetUtcNow(), cancellationToken), cancellationToken);
        await using var platform = await LocalPlatform.CreateAsync(
            options.WorkersMin, progress, cancellationToken,
            new Dictionary<string, string>
            {
                ["MapWorker__FramesPerSecond"] = FormattableString.Invariant($"{options.Profile.WorkerCapFramesPerS}"),

                // Workers come and go within minutes: profiling them for better code takes a third of a young worker's processor time.
                ["DOTNET_TieredPGO"] = "0",
            });
        await platform.StartAsync(
            ImportedRoads.Of(world.BaseMap) with { TurnRestrictions = source.TurnRestrictions }, options.Map?.Name ?? "generated town",
            progress, cancellationToken);
        var run = new LoadRun(options, platform, await drives, progress.Time);
        var log = await new LoadTable(options, parsed.Error()).ShowAsync(show => run.RunAsync(startedAt, show, cancellationToken));
        var report = LoadReport.Of(log);
        Screen.Plain.WriteLine(parsed.GetValue(s_json), () => LoadOutput.InJson(report), () => LoadOutput.InWords(report));
        if (reportPath is not null)
            progress.Report($"The report is {LoadOutput.WriteReport(reportPath, log)}");
        return report.IsWhole ? ExitCodes.Done : ExitCodes.Failed;
    }

    // Enough that few vehicles of the top drive the same way.
    private static int DrivesFor(LoadProfile profile) => Math.Clamp((int)(profile.PeakFramesPerS / 5), LeastDrives, MostDrives);
}
