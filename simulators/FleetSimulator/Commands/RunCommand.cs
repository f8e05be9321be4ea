using System.CommandLine;
using System.Runtime;
using System.Text.Json;
using Telemetry.Contracts.Identity;
using Telemetry.FleetSimulator.OsmFiles;
using Telemetry.FleetSimulator.Recording;
using Telemetry.FleetSimulator.Trips;
using Telemetry.FleetSimulator.TruthFiles;
using Telemetry.FleetSimulator.Uploads;
using Telemetry.FleetSimulator.World;
using Telemetry.FleetSimulator.World.Schedule;

namespace Telemetry.FleetSimulator.Commands;

/// <summary><c>fleet run</c>: vehicles drive about a true world for a while of event time.</summary>
internal sealed class RunCommand
{
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_quarterDay = TimeSpan.FromHours(6);

    private readonly WorldOptions _world = new();
    private readonly OutputOptions _output = new();
    private readonly Option<int> _vehicles = CountOption.Create("--vehicles", 100, 1, 1_000_000, "How many vehicles drive.");
    private readonly Option<Duration> _for =
        DurationOption.Create("--for", TimeSpan.FromMinutes(10), "How much event time they drive: 90s, 10m, 2h.");

    private readonly Option<DateTimeOffset?> _start = OutputOptions.Time(
        "--start", "Event time at which they set out. Usually the last 0, 6, 12 or 18 o'clock UTC after which they are done by now; posting, so that they are done when it ends.");

    private readonly Option<string> _trips = new("--trips")
    {
        Description = "mixed: commuters, errands, long distances and taxis, by the hour of the day. taxis: everybody drives all the time.",
        DefaultValueFactory = _ => "mixed",
    };

    private readonly Option<FileInfo?> _schedule = new("--schedule")
    {
        Description = "What changes in the world on the way: a JSON file, as docs/simulator.md describes it.",
    };

    private readonly Option<int> _changes = CountOption.Create(
        "--changes", 0, 0, 1_000_000, "So many limits change on the way, at random; and for every ten of them a road closes and one opens.");

    private readonly Option<string> _noise = NoiseOption.Create();
    private readonly Option<string> _uploads = UploadsOption.Create();
    private readonly Option<string> _fleet = new("--fleet") { Description = "The fleet's id.", DefaultValueFactory = _ => "demo" };
    private readonly Option<FileInfo?> _truth = new("--truth")
    {
        Description = "Write what is true into this file, for fleet judge: JSON lines, as docs/simulator.md describes them.",
    };

    private readonly Option<FileInfo?> _baseMap = new("--base-map")
    {
        Description = "Write the map with its mistakes, which the platform is to import, as an extract (.osm.pbf); usually base-map.osm.pbf in the folder of --out. --truth then names its segments.",
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output." };

    public static Command Create() => new RunCommand().CreateVerb();

    private Command CreateVerb()
    {
        _trips.AcceptOnlyFromAmong("mixed", "taxis");
        _schedule.MustExist();
        var command = new Verb(
            "run", "Lets vehicles drive, and writes or posts what they send.",
            "./telemetry fleet run --vehicles 5000 --for 10m --trips taxis --json",
            "./telemetry fleet run --map region.osm.pbf --for 30m --seed 7 --out drives/",
            "./telemetry fleet run --map region.osm.pbf --for 10m --post http://127.0.0.1:8080 --token TOKEN --speedup 10")
        {
            _vehicles, _for, _start, _trips, _schedule, _changes, _noise, _uploads, _fleet, _truth, _baseMap, _json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(_schedule) is not null && result.GetResult(_changes) is { Implicit: false })
                result.AddError("--changes draws a schedule of its own; take it or --schedule.");
        });
        _world.AddTo(command);
        _output.AddTo(command);
        command.SetAction((parsed, cancellationToken) => FleetFailure.GuardAsync(() => RunAsync(parsed, cancellationToken)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // The simulator keeps one core busy; a collector at work beside it takes a fifth of its speed.
        GCSettings.LatencyMode = GCLatencyMode.Batch;
        var progress = new LineProgress();
        var duration = parsed.GetValue(_for).Span;
        var start = StartOf(parsed, duration);
        var options = NoiseOption.Apply(
            new FleetOptions
            {
                Vehicles = parsed.GetValue(_vehicles),
                Seed = parsed.GetValue(_world.Seed),
                StartUtc = start,
                FleetId = parsed.GetRequiredValue(_fleet),
                Trips = parsed.GetValue(_trips) == "taxis" ? TripMix.OnlyTaxis : new TripMix(),
            },
            parsed.GetRequiredValue(_noise));
        var queue = new UploadQueue(new UploadPlan(UploadsOption.Read(parsed.GetRequiredValue(_uploads)), options.Seed));
        var world = _world.Create(parsed, progress, cancellationToken);
        if (parsed.GetValue(_schedule) is { } schedule)
            world = world.With(WorldScheduleReader.Read(
                schedule.Name, await File.ReadAllTextAsync(schedule.FullName, cancellationToken), start, world.Truth));
        else if (parsed.GetValue(_changes) is > 0 and var changes)
            world = world.With(new RandomChanges { Limits = changes, Closing = changes / 10, Opening = changes / 10 }.Draw(
                world.Truth, start, duration, options.Seed));
        await using var sink = _output.Open(parsed, start, start + duration);
        var ids = WriteBaseMap(BaseMapOf(parsed), world);
        var drive = new FleetDrive(Fleet.Create(world, options), queue, sink);
        var before = Environment.CpuUsage.TotalTime;
        await drive.RunAsync(start, duration, s_step, progress, cancellationToken);
        var cpu = Environment.CpuUsage.TotalTime - before;
        var report = Describe(sink, new RunReport
        {
            Map = _world.NameOf(parsed),
            Seed = options.Seed,
            Start = start,
            Vehicles = options.Vehicles,
            Frames = drive.Fleet.Frames,
            Messages = drive.Messages,
            Posts = drive.Posts,
            EventSeconds = duration.TotalSeconds,
            CpuSeconds = Math.Round(cpu.TotalSeconds, 3),
        });
        if (parsed.GetValue(_truth) is { } truth)
        {
            await using var output = new StreamWriter(truth.FullName);
            new TruthFileWriter(output, ids).Write(HeaderOf(parsed, report, duration), world, drive.Fleet.Passes);
        }

        Console.WriteLine(parsed.GetValue(_json) ? JsonSerializer.Serialize(report, ReportJson.Options) : report.ToText());
        return report.Refused is > 0 ? 1 : 0;
    }

    // A recording holds the map that it is to be replayed on.
    private FileInfo? BaseMapOf(ParseResult parsed) => parsed.GetValue(_baseMap) ??
        (_output.FolderOf(parsed) is { } folder ? new FileInfo(new BodyRecording(folder.FullName).BaseMapFile) : null);

    private static IReadOnlyDictionary<SegmentId, SegmentId> WriteBaseMap(FileInfo? baseMap, SimulatedWorld world)
    {
        if (baseMap is null)
            return new Dictionary<SegmentId, SegmentId>();
        using var file = baseMap.Create();
        return RoadMapFile.Write(file, world.BaseMap, world.TurnRestrictions);
    }

    private TruthHeader HeaderOf(ParseResult parsed, RunReport report, TimeSpan duration) => new()
    {
        Format = TruthHeader.CurrentFormat,
        Map = report.Map,
        BaseMap = BaseMapOf(parsed)?.Name,
        Seed = report.Seed,
        Vehicles = report.Vehicles,
        Start = report.Start,
        End = report.Start + duration,
        Perturbation = _world.PerturbationOf(parsed),
    };

    // Posted drives end as they are posted. Written ones begin at a round time, so that two runs give the same bytes and a
    // receiver still takes them.
    private DateTimeOffset StartOf(ParseResult parsed, TimeSpan duration)
    {
        if (parsed.GetValue(_start) is { } start)
            return start;
        var now = TimeProvider.System.GetUtcNow();
        var latest = _output.IsPosting(parsed) ? now + duration / _output.SpeedupOf(parsed) - duration : now - duration;
        var step = _output.IsPosting(parsed) ? TimeSpan.FromSeconds(1) : s_quarterDay;
        return new DateTimeOffset(latest.UtcTicks - latest.UtcTicks % step.Ticks, TimeSpan.Zero);
    }

    private static RunReport Describe(IMessageSink sink, RunReport report) => sink switch
    {
        BodySink bodies => report with { Bodies = bodies.Bodies, Bytes = bodies.Bytes, BytesSha256 = bodies.TakeSha256() },
        JsonLinesSink lines => report with { Bytes = lines.Bytes, BytesSha256 = lines.TakeSha256() },
        ReceiverSink receiver => report with { Accepted = receiver.Deliveries.Messages, Refused = receiver.Deliveries.Refused, Retries = receiver.Deliveries.Retries },
        _ => report,
    };
}
