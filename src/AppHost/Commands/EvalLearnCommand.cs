using System.CommandLine;
using System.Text.Json;
using Telemetry.FleetSimulator.Commands;
using Telemetry.LearningEvaluation;
using Telemetry.LearningEvaluation.Change;
using Telemetry.LearningEvaluation.Hostility;
using Telemetry.LearningEvaluation.Reports;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Commands;

/// <summary><c>eval learn</c>: what is learned of perturbed worlds against their truth.</summary>
internal sealed class EvalLearnCommand
{
    private const int Steps = 1000;

    private readonly Option<string> _map = new("--map") { Description = "The roads: an OSM extract.", Required = true, HelpName = "file" };
    private readonly Option<double> _passes = NumberOption.Create(
        "--passes", 10, 0.1, 1000, "Mean number of complete passes over the directed roads that can be driven.");

    private readonly Option<IReadOnlyList<ulong>> _seeds = SeedsOption.Create(
        "--seed", "Every chance of world, drives and sensors; several are judged together.");

    private readonly Option<LearningRoutes> _routes = new("--routes")
    {
        Description = "across: by way of one random road to another, anywhere on the map; near: by way of three, each within a kilometre of the one before.",
        DefaultValueFactory = _ => LearningRoutes.Across,
        HelpName = "across|near",
    };

    private readonly Option<string> _noise = NoiseOption.Create();
    private readonly Option<string?> _report = new("--report")
    {
        Description = "Write plots and a list of what is wrong and why into this folder.", HelpName = "folder",
    };

    private readonly Option<LearningStudies> _study = new("--study")
    {
        Description = "Which studies to run; worlds: limits, lines and roads learned of whole worlds; change: signs that change and limits that should not; hostile: vehicles that lie; usual: all but those.",
        DefaultValueFactory = _ => LearningStudies.Usual,
        HelpName = "usual|worlds|change|hostile|all",
    };

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output." };

    public static Command Create() => new EvalLearnCommand().CreateVerb();

    private Command CreateVerb()
    {
        _map.MustExist();
        _report.CompletionSources.Add(Completion.Directories);
        var command = new Verb(
            "learn", "Has vehicles drive perturbed worlds, learns from what they send, and compares it with the truth.",
            "./telemetry eval learn --map region.osm.pbf --passes 10 --seed 1..5",
            "./telemetry eval learn --map region.osm.pbf --seed 3 --noise none --report learned --json")
        {
            _map, _passes, _seeds, _routes, _noise, _study, _report, _json,
        };
        command.SetAction(PlatformFailure.Guard(async (parsed, progress, cancellationToken) =>
        {
            var report = await Task.Run(() => Run(parsed, progress, cancellationToken), cancellationToken);
            Screen.Plain.WriteLine(
                parsed.GetValue(_json), () => JsonSerializer.Serialize(report, ReportJson.Options), () => LearningText.Of(report));
            return ExitCodes.Done;
        }));
        return command;
    }

    private LearningReport Run(ParseResult parsed, VerbProgress progress, CancellationToken cancellationToken)
    {
        var begun = progress.Time.GetTimestamp();
        var map = new FileInfo(parsed.GetRequiredValue(_map));
        var (sensors, signs) = NoiseOption.Read(parsed.GetRequiredValue(_noise));
        var folder = parsed.GetValue(_report);
        if (folder is not null)
            // Before anything is driven: a folder that cannot be made would lose it all.
            Directory.CreateDirectory(folder);
        progress.Report($"Reading {map.Name}");
        var source = RoadImporter.Import(new OsmSource(map.Name, map.OpenRead), progress: null, cancellationToken);
        var options = new LearningOptions
        {
            Passes = parsed.GetValue(_passes), Routes = parsed.GetValue(_routes), SensorErrors = sensors, SignErrors = signs,
        };
        var seeds = parsed.GetRequiredValue(_seeds);
        var studies = parsed.GetValue(_study);
        IReadOnlyList<SeedFindings> findings = studies.HasFlag(LearningStudies.Worlds) ? Learn(source, options, seeds, progress, cancellationToken) : [];
        var change = studies.HasFlag(LearningStudies.Change) ? Change(source, options, seeds, progress, cancellationToken) : null;
        var attacks = studies.HasFlag(LearningStudies.Hostile) ? Attack(source, options, seeds, progress, cancellationToken) : [];
        var report = LearningReport.Of(map.Name, seeds, findings, change) with
        {
            Hostile = attacks.Count > 0 ? HostileReport.Of(attacks) : null,
            Seconds = Math.Round(progress.Time.GetElapsedTime(begun).TotalSeconds, 1),
        };
        if (findings.Count > 0)
            progress.Report(LearningText.Reasons(findings));
        if (folder is not null)
            ReportFolder.Write(folder, findings, change, attacks);
        return report;
    }

    private static IReadOnlyList<SeedFindings> Learn(
        ImportedRoads source, LearningOptions options, IReadOnlyList<ulong> seeds, VerbProgress progress, CancellationToken cancellationToken)
    {
        using var step = progress.Begin(new ProgressMeter("Driving and learning", "Driven and learned", ProgressUnit.Of("‰"), progress.Time));
        var findings = LearningStudy.Run(
            source, options, seeds, new Told<double>(share => step.Line.Update((long)(share * Steps), Steps)), cancellationToken);
        step.Complete();
        return findings;
    }

    private static ChangeOutcome Change(
        ImportedRoads source, LearningOptions options, IReadOnlyList<ulong> seeds, VerbProgress progress, CancellationToken cancellationToken)
    {
        using var step = progress.Begin(new ProgressMeter("Changing signs", "Changed signs", ProgressUnit.Of("‰"), progress.Time));
        var outcome = ChangeStudies.Run(
            source, new ChangeOptions { SignErrors = options.SignErrors, AlongErrorM = options.SensorErrors.PositionM }, options.Fusion, seeds,
            new Told<double>(share => step.Line.Update((long)(share * Steps), Steps)), cancellationToken);
        step.Complete();
        return outcome;
    }

    private static IReadOnlyList<HostileRun> Attack(
        ImportedRoads source, LearningOptions options, IReadOnlyList<ulong> seeds, VerbProgress progress, CancellationToken cancellationToken)
    {
        using var step = progress.Begin(new ProgressMeter("Lying", "Lied", ProgressUnit.Of("‰"), progress.Time));
        var runs = HostileStudy.Run(
            source, new HostileOptions { Fusion = options.Fusion }, seeds,
            new Told<double>(share => step.Line.Update((long)(share * Steps), Steps)), cancellationToken);
        step.Complete();
        return runs;
    }
}
