using System.CommandLine;
using System.Text.Json;
using Telemetry.LoadTest.Profiles;
using Telemetry.ScalingSimulation.Reports;

namespace Telemetry.AppHost.Commands;

/// <summary><c>scale simulate</c>: the policy on simulated platforms, with the delays of this machine and of a cloud.</summary>
internal static class ScaleSimulateCommand
{
    private const string All = "all";

    private static readonly Option<string> s_profile = new("--profile")
    {
        Description = "The load: all, or one of them.", DefaultValueFactory = _ => All,
    };

    private static readonly Option<FileInfo?> s_plot = new("--plot") { Description = "Draw it into this SVG file; for one profile." };

    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object on standard output." };

    public static Command Create()
    {
        s_profile.AcceptOnlyFromAmong([All, .. LoadProfiles.Names]);
        var command = new Verb(
            "simulate", "Simulates load profiles with the delays of a machine and of a cloud, beside target tracking as ECS does it.",
            "./telemetry scale simulate", "./telemetry scale simulate --profile ramp100 --plot ramp100.svg")
        {
            s_profile, s_plot, s_json,
        };
        command.SetAction(PlatformFailure.Guard((parsed, _, cancellationToken) => RunAsync(parsed, cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var profile = parsed.GetRequiredValue(s_profile);
        if (parsed.GetValue(s_plot) is { } plot)
        {
            if (profile == All)
                throw VerbFailureException.Usage("--plot draws one profile.", "Name it with --profile.");
            await File.WriteAllTextAsync(plot.FullName, SimulationPlot.Draw(profile), cancellationToken);
        }

        var report = SimulationReport.Create(profile == All ? LoadProfiles.Names : [profile]);
        Screen.Plain.WriteLine(
            parsed.GetValue(s_json), () => JsonSerializer.Serialize(new { simulations = report.Rows }, ReportJson.Options), report.ToMarkdown);
        return ExitCodes.Done;
    }
}
