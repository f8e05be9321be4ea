using System.Diagnostics;
using System.Globalization;
using Telemetry.Local;

namespace Telemetry.Conformance.Tests.Stack;

public sealed class ServerProcessTests : IDisposable
{
    private static readonly string[] Forever = ["sleep", "86400"];
    private readonly string _directory = Directory.CreateTempSubdirectory("telemetry-server-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Stop_Listening_EndsInOrder()
    {
        var server = await ServerProcess.StartAsync(Spec("listens", Forever), Cancelled);
        Assert.True(server.IsRunning);

        Assert.True(await server.StopAsync(TimeSpan.FromMinutes(1), TimeProvider.System, Cancelled));

        Assert.False(server.IsRunning);
        Assert.Null(ServerProcess.FindRunning(_directory, "listens"));
    }

    [Fact]
    public async Task Stop_DeafServer_IsKilled()
    {
        string[] deaf = ["bash", "-c", "trap '' TERM; echo ready; exec sleep 86400"];
        var server = await ServerProcess.StartAsync(Spec("deaf", deaf), Cancelled);
        await WaitForLogAsync("deaf");

        Assert.False(await server.StopAsync(TimeSpan.Zero, TimeProvider.System, Cancelled));

        Assert.False(server.IsRunning);
    }

    [Fact]
    public async Task Start_Environment_ReachesTheServer()
    {
        var spec = Spec("told", ["bash", "-c", "echo \"$GREETING\"; exec sleep 86400"]) with
        {
            Environment = new Dictionary<string, string> { ["GREETING"] = "good morning" },
        };
        var server = await ServerProcess.StartAsync(spec, Cancelled);

        Assert.Equal("good morning", await WaitForLogAsync("told"));

        await server.KillAsync(TimeProvider.System, Cancelled);
    }

    [Fact]
    public async Task Guard_StarterKilled_EndsTheServer()
    {
        // A process of its own starts the server as this class does, and holds its standard input; then it is killed.
        var launch = StackInstallation.Find().Launch;
        var pidFile = Path.Combine(_directory, "orphan.pid");
        var log = Path.Combine(_directory, "orphan.log");
        using var starter = Process.Start(new ProcessStartInfo(
            "bash", ["-c", "mkfifo \"$1/hold\"; exec 7<>\"$1/hold\"; setsid bash \"$2\" guard \"$3\" \"$4\" TERM sleep 86400 <\"$1/hold\" 7>&- & wait", "-",
                _directory, launch, pidFile, log]) { RedirectStandardOutput = true })!;
        ServerProcess? server;
        while ((server = ServerProcess.FindRunning(_directory, "orphan")) is null)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancelled);

        starter.Kill();

        while (server.IsRunning)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancelled);
        await starter.WaitForExitAsync(Cancelled);
    }

    [Fact]
    public async Task FindRunning_PidOfSomebodyElse_IsNull()
    {
        var server = await ServerProcess.StartAsync(Spec("first", Forever), Cancelled);
        var pid = server.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(_directory, "reused.pid"), pid + " 1\n", Cancelled);

        Assert.NotNull(ServerProcess.FindRunning(_directory, "first"));
        Assert.Null(ServerProcess.FindRunning(_directory, "reused"));

        await server.KillAsync(TimeProvider.System, Cancelled);
    }

    private ServerSpec Spec(string name, string[] command) =>
        new() { Name = name, Command = command, StateDirectory = _directory, LogDirectory = _directory };

    private async Task<string> WaitForLogAsync(string name)
    {
        while (true)
        {
            if ((await File.ReadAllLinesAsync(Path.Combine(_directory, name + ".log"), Cancelled)) is [var line, ..])
                return line;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancelled);
        }
    }
}
