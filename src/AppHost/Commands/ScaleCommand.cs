using System.CommandLine;
using System.Text.Json;
using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Scaling;
using Telemetry.AppHost.Services;
using Telemetry.Elasticity;

namespace Telemetry.AppHost.Commands;

/// <summary><c>scale</c>: starts and drains workers of the platform that is up, as its load asks for; simulations and studies of it.</summary>
internal static class ScaleCommand
{
    private static readonly Option<int> s_min = CountOption.Create("--min", 1, 0, 64, "Workers at least.");

    private static readonly Option<int> s_max = CountOption.Create("--max", 16, 1, 64, "Workers at most.");

    private static readonly Option<double> s_target = NumberOption.Create(
        "--target", 4_000, 1, 1_000_000, "Frames a second that each worker is to have due: about 85 % of what one can do.");

    private static readonly Option<double> s_cap = NumberOption.Create(
        "--cap", 0, 0, 1_000_000, "Frames a second that each worker started is held to, so that scaling shows on a small machine; 0: none.");

    private static readonly Option<Duration> s_for =
        DurationOption.Create("--for", TimeSpan.Zero, "End after this time; without it Ctrl-C ends it.");

    private static readonly Option<bool> s_dryRun = new("--dry-run") { Description = "Decide only; start and stop nothing." };

    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object on standard output at the end." };

    public static Command Create()
    {
        var command = new Verb(
            "scale", "Starts and drains workers of the platform that is up, as its load asks for.",
            "./telemetry scale --min 1 --max 8 --target 4000",
            "./telemetry scale --dry-run --json | jq .workers",
            "./telemetry scale simulate --profile ramp100",
            "./telemetry scale study drain --json")
        {
            s_min, s_max, s_target, s_cap, s_for, s_dryRun, s_json,
            ScaleSimulateCommand.Create(), ScaleStudyCommand.Create(),
        };
        command.Notes.Add("Workers stay as they are when it ends; ./telemetry down stops them. A worker that is taken away finishes what it holds.");
        command.Notes.Add("Services read their settings from the environment: MapWorker__FramesPerSecond=2000 ./telemetry up holds workers as --cap does.");
        command.SetAction(PlatformFailure.Guard(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, VerbProgress progress, CancellationToken cancellationToken)
    {
        var options = ScalingOptions.Local(parsed.GetValue(s_target)) with { MinWorkers = parsed.GetValue(s_min), MaxWorkers = parsed.GetValue(s_max) };
        if (options.MinWorkers > options.MaxWorkers)
            throw VerbFailureException.Usage("--min is more than --max.", "./telemetry scale --help says what goes together.");
        if (parsed.GetValue(s_cap) is > 0 and var cap)
            Environment.SetEnvironmentVariable("MapWorker__FramesPerSecond", FormattableString.Invariant($"{cap}"));
        await using var deployment = await LocalDeployment.FindAsync(Checkout.StateDirectory) ??
            throw PlatformFailure.NotRunning("Start it with ./telemetry up --map FILE.");
        await using var backends = await EnvironmentBackends.ConnectAsync(deployment.Environment, cancellationToken);
        using var probe = new ServiceProbe(deployment.Services, backends.Queues, TimeProvider.System);
        var pool = new ServiceWorkers(deployment.Services, progress.Report);
        var looks = new List<ScalingEvent>();
        using (var step = progress.Begin(new ScaleLine()))
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (parsed.GetValue(s_for).Span is var span && span > TimeSpan.Zero)
                end.CancelAfter(span);
            await new Autoscaler(probe, parsed.GetValue(s_dryRun) ? null : pool, options, TimeProvider.System)
                .RunAsync(Autoscaler.UsualInterval, Look, end.Token);

            void Look(ScalingEvent look)
            {
                looks.Add(look);
                step.Line.Report(look);
                if (look.Step != 0)
                    progress.Report(ScaleLine.TextOf(look));
            }
        }

        await pool.SettleAsync(CancellationToken.None);
        Write(ScaleReport.Of(looks), pool.Counts, parsed.GetValue(s_json));
        return ExitCodes.Done;
    }

    private static void Write(ScaleReport? report, WorkerCounts left, bool json)
    {
        if (report is null)
            return;
        Screen.Plain.WriteLine(
            json, () => JsonSerializer.Serialize(report, ReportJson.Options),
            () => FormattableString.Invariant(
                $"{report.Workers.Min} to {report.Workers.Max} workers in {report.Seconds:F0} s; {left.Running} stay and run on, as many as there are of them until ./telemetry down or scale."));
    }
}
