using System.CommandLine;
using System.Text.Json;
using Telemetry.Evaluation.Inputs;
using Telemetry.FleetSimulator.Driving.Traffic;
using Telemetry.FleetSimulator.Statistics;
using Telemetry.FleetSimulator.Trips;

namespace Telemetry.FleetSimulator.Commands;

/// <summary><c>fleet errors</c>: the statistics of simulated position errors against measured ones.</summary>
internal sealed class ErrorsCommand
{
    // Nothing depends on when they drive.
    private static readonly DateTimeOffset s_start = new(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);

    private readonly WorldOptions _world = new();
    private readonly Option<FileInfo?> _traces = new("--traces")
    {
        Description = "Real drives: a CSV file with id, time and lon,lat or geometry. Without it only the published figures are compared with.",
    };

    private readonly Option<FileInfo?> _truth = new("--truth") { Description = "Their true routes: a CSV file with id and WKT lines." };
    private readonly Option<int> _vehicles = CountOption.Create("--vehicles", 1000, 1, 100_000, "How many vehicles drive.");
    private readonly Option<Duration> _for = DurationOption.Create("--for", TimeSpan.FromMinutes(20), "How much event time they drive.");
    private readonly Option<string> _noise = NoiseOption.Create();
    private readonly Option<FileInfo?> _plot = new("--plot") { Description = "Draw both as an SVG image into this file." };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output." };

    public static Command Create() => new ErrorsCommand().CreateVerb();

    private Command CreateVerb()
    {
        _traces.MustExist();
        _truth.MustExist();
        var command = new Verb(
            "errors", "Compares the simulated errors of position with measured ones.",
            "./telemetry fleet errors --seed 7",
            "./telemetry fleet errors --traces points.csv --truth routes.csv --map region.osm.pbf --plot errors.svg --json")
        {
            _traces, _truth, _vehicles, _for, _noise, _plot, _json,
        };
        _world.AddTo(command);
        command.SetAction((parsed, cancellationToken) => FleetFailure.GuardAsync(() => RunAsync(parsed, cancellationToken)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (traces, truth) = (parsed.GetValue(_traces), parsed.GetValue(_truth));
        if (traces is null != truth is null)
            throw VerbFailureException.Usage("--traces and --truth go together: drives, and the routes they took.", "fleet errors --help says more.");
        var progress = new LineProgress();
        ErrorStatistics? measured = null;
        var gaps = PublishedErrors.Gaps;
        if (traces is not null)
        {
            progress.Report($"Reading {traces.Name}");
            var drives = DriveReader.Read(traces.FullName);
            measured = Measure(drives, truth!.FullName);
            gaps = SimulatedDrives.GapsOf(drives);
        }

        var world = _world.Create(parsed, progress, cancellationToken);
        var fleet = new FleetOptions
        {
            Vehicles = parsed.GetValue(_vehicles),
            Seed = parsed.GetValue(_world.Seed),
            StartUtc = s_start,
            Trips = TripMix.OnlyTaxis,
            // Any number of drives on a small map, and no jam among them.
            Traffic = TrafficOptions.None,
        };
        progress.Report($"Simulating {fleet.Vehicles} vehicles");
        var simulated = new ErrorStatistics(SimulatedDrives.Measure(
            world, NoiseOption.Apply(fleet, parsed.GetRequiredValue(_noise)), parsed.GetValue(_for).Span, gaps, cancellationToken));
        var report = ErrorReport.Of(_world.NameOf(parsed), fleet.Seed, measured, simulated);
        if (parsed.GetValue(_plot) is { } plot)
            await File.WriteAllTextAsync(plot.FullName, ErrorPlot.Draw(measured, simulated), cancellationToken);
        Console.WriteLine(parsed.GetValue(_json) ? JsonSerializer.Serialize(report, ReportJson.Options) : report.ToText());
        return 0;
    }

    private static ErrorStatistics Measure(IReadOnlyList<Drive> drives, string truth)
    {
        try
        {
            return SimulatedDrives.Recorded(drives, TruthReader.Read(truth));
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{Path.GetFileName(truth)} has no route of any of these drives.", e);
        }
    }
}
