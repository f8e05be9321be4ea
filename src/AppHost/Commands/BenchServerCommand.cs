using System.CommandLine;
using System.Runtime.InteropServices;
using Telemetry.Benchmarks.Serving;

namespace Telemetry.AppHost.Commands;

/// <summary>
/// <c>bench server NAME</c>: the serving side of a benchmark over HTTP, in a process of its own. Hidden: benchmarks start it.
/// </summary>
internal static class BenchServerCommand
{
    private const string Name = "server";

    public static Command Create()
    {
        var which = new Argument<string>("name") { Description = "Which server." };
        which.AcceptOnlyFromAmong(BenchServers.Receiver);
        var command = new Command(Name, "Serves what a benchmark measures, until its input ends.") { which };
        command.Hidden = true;
        command.SetAction((parsed, cancellationToken) => BenchServers.RunAsync(parsed.GetRequiredValue(which), cancellationToken));
        return command;
    }

    /// <summary>The command line that starts a server.</summary>
    public static IReadOnlyList<string> LineFor(string server) =>
    [
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")),
        typeof(BenchServerCommand).Assembly.Location, "bench", Name, server,
    ];
}
