using System.CommandLine;
using Telemetry.AppHost.Services;
using Telemetry.Local;

namespace Telemetry.AppHost.Commands;

/// <summary><c>down</c>: stops what <c>up</c> started; what it kept stays unless it is to be forgotten.</summary>
internal static class DownCommand
{
    public static Command Create()
    {
        var purge = new Option<bool>("--purge") { Description = "Also forgets all data, logs and the token." };
        var command = new Verb(
            "down", "Stops the services and the servers; the data stays.",
            "./telemetry down", "./telemetry down --purge")
        {
            purge,
        };
        command.SetAction(PlatformFailure.Guard(async (parsed, progress, cancellationToken) =>
        {
            var stopped = await StopAsync(parsed.GetValue(purge), progress, cancellationToken);
            if (parsed.GetValue(purge))
                LocalDeployment.Forget(Checkout.StateDirectory);
            Screen.Plain.WriteLine((stopped, parsed.GetValue(purge)) switch
            {
                (true, true) => "Stopped, and all data forgotten.",
                (true, false) => "Stopped; the data stays for the next ./telemetry up.",
                (false, true) => "Nothing was running; all data forgotten.",
                (false, false) => "Nothing was running.",
            });
            return 0;
        }));
        return command;
    }

    private static async Task<bool> StopAsync(bool purge, VerbProgress progress, CancellationToken cancellationToken)
    {
        // Workers hand back what they hold, which takes a while.
        using var step = progress.Begin(new WaitList("Stopping", ["services", "servers"], progress.Time));
        try
        {
            if (await LocalDeployment.FindAsync(Checkout.StateDirectory) is not { } deployment)
                return false;
            await using (deployment)
                await deployment.StopAsync(cancellationToken);
            return true;
        }
        catch (StackStateException) when (purge)
        {
            await LocalDeployment.StopByPidFilesAsync(Checkout.StateDirectory, cancellationToken);
            return true;
        }
    }
}
