using System.CommandLine;
using Telemetry.AppHost.Services;
using Telemetry.AppHost.Status;

namespace Telemetry.AppHost.Commands;

/// <summary><c>status</c>: what runs, whether the books balance, what waits, and the map's hash; once, or again and again.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(200);

    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object on standard output; with --watch one a line." };

    private static readonly Option<bool> s_watch = new("--watch") { Description = "Show it again and again, with rates, until Ctrl-C." };

    private static readonly Option<Duration> s_every =
        DurationOption.Create("--every", TimeSpan.FromSeconds(2), "How often --watch looks: 1s, 5s, 1m.", s_shortest);

    private static readonly Option<bool> s_hash = new("--hash")
    {
        Description = "Tell the map's hash with --watch too; it is read from the whole map each time.",
    };

    public static Command Create()
    {
        var command = new Verb(
            "status", "Shows the services, the books, what waits, and the map's version.",
            "./telemetry status",
            "./telemetry status --watch --every 5s",
            "./telemetry status --json | jq .frames")
        {
            s_json, s_watch, s_every, s_hash,
        };
        command.Notes.Add("Exit code: 0 all is well; 1 nothing runs, or something is down or not ready; 0 after Ctrl-C of --watch.");
        command.SetAction(PlatformFailure.Guard(async (parsed, _, cancellationToken) =>
        {
            await using var source = new StatusSource(Checkout.StateDirectory, TimeProvider.System);
            return parsed.GetValue(s_watch)
                ? await new StatusWatch(source.ReadAsync, parsed.Output(), TimeProvider.System)
                    .RunAsync(parsed.GetValue(s_every).Span, parsed.GetValue(s_hash), parsed.GetValue(s_json), cancellationToken)
                : await ShowAsync(source, parsed, cancellationToken);
        }));
        return command;
    }

    private static async Task<int> ShowAsync(StatusSource source, ParseResult parsed, CancellationToken cancellationToken)
    {
        var report = await source.ReadAsync(withHash: true, cancellationToken) ??
            throw PlatformFailure.NotRunning("Start it with ./telemetry up --map FILE.");
        if (parsed.GetValue(s_json))
            Console.WriteLine(report.ToJson().ToJsonString(ReportJson.Options));
        else
            parsed.Output().Write(new StatusView(report, rates: null, TimeProvider.System.GetUtcNow()).Draw);
        return StatusProblem.FindAll(report).Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
