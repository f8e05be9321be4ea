using System.CommandLine;
using System.Text.Json;
using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Platforms;
using Telemetry.AppHost.Recording;
using Telemetry.AppHost.Services;
using Telemetry.Backends;
using Telemetry.FleetSimulator.Recording;

namespace Telemetry.AppHost.Commands;

/// <summary>
/// <c>replay DIR</c>: posts recorded bodies again, to the platform that runs or to a new one on the recording's base map, waits
/// until all is applied, and tells the books and the map's hash.
/// </summary>
internal static class ReplayCommand
{
    private static readonly TimeSpan s_drainAtMost = TimeSpan.FromMinutes(10);

    private static readonly Argument<DirectoryInfo> s_folder = new("dir") { Description = "A recording." };

    private static readonly Option<string> s_profile = new("--profile")
    {
        Description = "running: the local platform that is up. embedded, local: a new one on the recording's base map, only for this.",
        DefaultValueFactory = _ => "running",
    };

    private static readonly Option<int> s_workers =
        CountOption.Create("--workers", 2, 1, 64, "Map workers of a new local platform.");

    private static readonly Option<int> s_times =
        CountOption.Create("--times", 1, 1, 100, "How often each body is posted.");

    private static readonly Option<int?> s_shuffle = new("--shuffle") { Description = "Shuffle all posts by this seed." };

    private static readonly Option<bool> s_json = new("--json") { Description = "One JSON object on standard output." };

    public static Command Create()
    {
        s_folder.AcceptExistingOnly();
        s_profile.AcceptOnlyFromAmong("running", "embedded", "local");
        var command = new Verb(
            "replay", "Posts recorded bodies again (frames are refused a day after they were driven).",
            "./telemetry replay drives/",
            "./telemetry replay drives/ --profile embedded --shuffle 7 --times 2")
        {
            s_folder, s_profile, s_workers, s_times, s_shuffle, s_json,
        };
        command.SetAction(PlatformFailure.Guard(RunAsync));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, VerbProgress progress, CancellationToken cancellationToken)
    {
        var recording = new BodyRecording(parsed.GetRequiredValue(s_folder).FullName);
        var options = new ReplayOptions { Times = parsed.GetValue(s_times), ShuffleSeed = parsed.GetValue(s_shuffle) };
        var json = parsed.GetValue(s_json);
        if (parsed.GetValue(s_profile) == "running")
            return await ReplayToRunningAsync(recording, options, json, progress, cancellationToken);
        await using IPlatform platform = parsed.GetValue(s_profile) == "local"
            ? await LocalPlatform.CreateAsync(parsed.GetValue(s_workers), progress, cancellationToken)
            : EmbeddedPlatform.Create();
        var roads = await BaseMapSnapshot.ReadAsync(recording, cancellationToken);
        await platform.StartAsync(roads, "recording", progress, cancellationToken);
        return await ReplayAsync(
            recording, options, json, platform.Receiver, platform.Token, platform.Backends, progress, cancellationToken);
    }

    private static async Task<int> ReplayToRunningAsync(
        BodyRecording recording, ReplayOptions options, bool json, VerbProgress progress, CancellationToken cancellationToken)
    {
        if (await LocalDeployment.FindAsync(Checkout.StateDirectory) is not { } deployment)
            throw PlatformFailure.NotRunning("Start it with ./telemetry up, or replay to a new one: --profile embedded.");

        await using (deployment)
        {
            await using var backends = await EnvironmentBackends.ConnectAsync(deployment.Environment, cancellationToken);
            return await ReplayAsync(
                recording, options, json, deployment.Services.UrlOf(ServiceId.Receiver), deployment.Token.Value, backends,
                progress, cancellationToken);
        }
    }

    private static async Task<int> ReplayAsync(
        BodyRecording recording, ReplayOptions options, bool json, Uri receiver, string token, PlatformBackends backends,
        VerbProgress progress, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        using var http = new HttpClient { BaseAddress = receiver };
        var posted = await new Replay(http, token, TimeProvider.System).RunAsync(recording, options, progress, cancellationToken);
        var status = await new Drain(backends, TimeProvider.System).WaitAsync(s_drainAtMost, progress, cancellationToken);
        var seconds = Math.Round(TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds, 1);
        var report = new { posts = posted, seconds, status.Frames, status.BooksBalance, status.MapSha256 };
        Screen.Plain.WriteLine(
            json, () => JsonSerializer.Serialize(report, ReportJson.Options),
            () => $"{posted} bodies posted in {seconds} s; the books {(status.BooksBalance ? "balance" : "DO NOT BALANCE")}; map {status.MapSha256}");
        return status.BooksBalance && status.Frames.InFlight == 0 ? 0 : 1;
    }
}
