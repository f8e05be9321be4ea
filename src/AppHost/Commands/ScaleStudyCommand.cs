using System.CommandLine;
using System.Text.Json;
using Telemetry.AppHost.Scaling.Studies;

namespace Telemetry.AppHost.Commands;

/// <summary><c>scale study drain|fair|loss</c>: capped workers on a throwaway platform.</summary>
internal static class ScaleStudyCommand
{
    public static Command Create() => new Verb(
        "study", "Measures scaling, fair lanes and lost workers on a throwaway local platform; takes minutes.",
        "./telemetry scale study drain --json")
    {
        Create("drain", "How much faster 2 and 4 capped workers drain the same backlog than one.", 2_000, RunDrainAsync, s_frames),
        Create("fair", "How fresh other fleets' messages stay while one fleet sends ten times its share.", 1_500, RunFairAsync),
        Create("loss", "How fresh the map stays when one of three workers is killed, and when one is taken away.", 1_500, RunLossAsync, s_span),
    };

    private static readonly Option<int> s_frames =
        CountOption.Create("--frames", 150_000, 1_000, 10_000_000, "The backlog that each number of workers drains.");

    private static readonly Option<Duration> s_span = DurationOption.Create(
        "--span", TimeSpan.FromSeconds(30), "After each loss, freshness is looked at for this time and as long again.", TimeSpan.FromSeconds(1));

    private static readonly Option<ulong> s_seed = new("--seed") { Description = "Every chance follows from it.", DefaultValueFactory = _ => 21 };

    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object on standard output." };

    private static Verb Create(string name, string description, double cap, Study study, params Option[] options)
    {
        var capOption = NumberOption.Create("--cap", cap, 20, 100_000, "Frames a second that each worker is held to.");
        var command = new Verb(name, description, $"./telemetry scale study {name} --json") { capOption, s_seed, s_json };
        foreach (var option in options)
            command.Add(option);
        command.Notes.Add("Exit code: 1 where a frame is missing in the books at the end.");
        command.SetAction(PlatformFailure.Guard(async (parsed, progress, cancellationToken) =>
        {
            var (report, books) = await study(parsed, parsed.GetValue(capOption), parsed.GetValue(s_seed), progress, cancellationToken);
            Screen.Plain.WriteLine(parsed.GetValue(s_json), () => JsonSerializer.Serialize(report, ReportJson.Options), () => report.ToString()!);
            return books.IsWhole ? ExitCodes.Done : ExitCodes.Failed;
        }));
        return command;
    }

    private static async Task<(object, StudyBooks)> RunDrainAsync(
        ParseResult parsed, double cap, ulong seed, VerbProgress progress, CancellationToken cancellationToken)
    {
        var report = await DrainStudy.RunAsync(cap, parsed.GetValue(s_frames), seed, progress, cancellationToken);
        return (report, report.Books);
    }

    private static async Task<(object, StudyBooks)> RunFairAsync(
        ParseResult parsed, double cap, ulong seed, VerbProgress progress, CancellationToken cancellationToken)
    {
        var report = await FairStudy.RunAsync(cap, seed, progress, cancellationToken);
        return (report, report.Books);
    }

    private static async Task<(object, StudyBooks)> RunLossAsync(
        ParseResult parsed, double cap, ulong seed, VerbProgress progress, CancellationToken cancellationToken)
    {
        var report = await LossStudy.RunAsync(cap, parsed.GetValue(s_span).Span, seed, progress, cancellationToken);
        return (report, report.Books);
    }

    private delegate Task<(object Report, StudyBooks Books)> Study(
        ParseResult parsed, double cap, ulong seed, VerbProgress progress, CancellationToken cancellationToken);
}
