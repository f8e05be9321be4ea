using System.CommandLine;
using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Recording;
using Telemetry.AppHost.Services;
using Telemetry.FleetSimulator.Recording;

namespace Telemetry.AppHost.Commands;

/// <summary>
/// <c>record DIR</c>: stands in front of the receiver, passes on what is posted and keeps what is acknowledged, until Ctrl-C.
/// </summary>
internal static class RecordCommand
{
    private const int UsualPort = 8082;

    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("dir") { Description = "Where bodies and base map are kept." };
        var port = CountOption.Create(
            "--port", UsualPort, 1, 65_535, "Where vehicles post instead of to the receiver, on 127.0.0.1.");
        var command = new Verb(
            "record", "Keeps the bodies posted to the local platform, for replay.",
            "./telemetry record drives/      (and let vehicles post to port 8082)") { folder, port };
        command.SetAction(PlatformFailure.Guard((parsed, _, cancellationToken) =>
            RunAsync(parsed.GetRequiredValue(folder), parsed.GetValue(port), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo folder, int port, CancellationToken cancellationToken)
    {
        if (await LocalDeployment.FindAsync(Checkout.StateDirectory) is not { } deployment)
            throw PlatformFailure.NotRunning("Start it with ./telemetry up --map FILE, then record.");

        await using (deployment)
        {
            var recording = new BodyRecording(folder.FullName);
            await using (var backends = await EnvironmentBackends.ConnectAsync(deployment.Environment, cancellationToken))
                await BaseMapSnapshot.WriteAsync(backends.BaseMaps, recording, cancellationToken);
            await using var proxy = await RecordingProxy.StartAsync(
                port, deployment.Services.UrlOf(ServiceId.Receiver), recording, cancellationToken);
            Screen.Plain.WriteLine($"Post to {proxy.Url} instead of to the receiver; Ctrl-C ends.");
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                Screen.Plain.WriteLine($"{recording.Count} bodies in {folder.FullName}");
            }

            return 0;
        }
    }
}
