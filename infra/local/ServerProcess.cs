using System.Diagnostics;

namespace Telemetry.Local;

/// <summary>
/// A server that runs as a process of its own, in a session of its own: a Ctrl-C meant for this process does not reach it. Not
/// for use by many threads at once.
/// </summary>
public sealed class ServerProcess
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private readonly ProcessIdentity _identity;
    private readonly ServerSignal _stopSignal;

    // Its standard input is what tells it that this process lives; the field keeps that open.
    private readonly Process? _guard;

    private ServerProcess(ProcessIdentity identity, ServerSignal stopSignal, Process? guard)
    {
        _identity = identity;
        _stopSignal = stopSignal;
        _guard = guard;
    }

    /// <summary>The server's pid.</summary>
    public int ProcessId => _identity.ProcessId;

    /// <summary>True until it has ended.</summary>
    public bool IsRunning => _identity.IsAlive;

    /// <summary>Starts a server; does not wait until it answers. One of that name that still runs is left alone.</summary>
    /// <exception cref="StackStartException">The program could not be started.</exception>
    public static async Task<ServerProcess> StartAsync(ServerSpec spec, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(spec.StateDirectory);
        Directory.CreateDirectory(spec.LogDirectory);
        string[] launch =
        [
            "bash", StackInstallation.Find().Launch, spec.Detached ? "detach" : "guard", spec.PidFile, spec.LogFile,
            spec.StopSignal == ServerSignal.Interrupt ? "INT" : "TERM",
        ];
        var start = new ProcessStartInfo("setsid", [.. launch, .. spec.Command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in spec.Environment)
            start.Environment[name] = value;

        var guard = Process.Start(start)!;
        var identity = ProcessIdentity.Parse(await guard.StandardOutput.ReadLineAsync(cancellationToken));
        if (identity is null)
        {
            guard.Dispose();
            throw new StackStartException($"{spec.Name} could not be started; see {spec.LogFile}.");
        }

        if (!spec.Detached)
            return new ServerProcess(identity.Value, spec.StopSignal, guard);
        guard.Dispose();
        return new ServerProcess(identity.Value, spec.StopSignal, null);
    }

    /// <summary>The running server that a pid file names; null where there is none.</summary>
    public static ServerProcess? FindRunning(string stateDirectory, string name, ServerSignal stopSignal = ServerSignal.Terminate)
    {
        var pidFile = Path.Combine(stateDirectory, name + ".pid");
        return File.Exists(pidFile) && ProcessIdentity.Parse(File.ReadAllText(pidFile)) is { IsAlive: true } identity
            ? new ServerProcess(identity, stopSignal, null)
            : null;
    }

    /// <summary>Sends a signal; false where the server has ended.</summary>
    public bool Signal(ServerSignal signal) => _identity.Signal(signal);

    /// <summary>Asks the server to end and waits until it has; kills it after <paramref name="grace"/>.</summary>
    /// <returns>False where it had to be killed.</returns>
    public async Task<bool> StopAsync(TimeSpan grace, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        Signal(_stopSignal);
        var since = timeProvider.GetTimestamp();
        while (IsRunning)
        {
            if (timeProvider.GetElapsedTime(since) > grace)
            {
                await KillAsync(timeProvider, cancellationToken);
                return false;
            }

            await Task.Delay(Glance, timeProvider, cancellationToken);
        }

        Release();
        return true;
    }

    /// <summary>Kills the server (SIGKILL) and waits until it is gone.</summary>
    public async Task KillAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        Signal(ServerSignal.Kill);
        while (IsRunning)
            await Task.Delay(Glance, timeProvider, cancellationToken);
        Release();
    }

    private void Release()
    {
        _guard?.StandardInput.Dispose();
        _guard?.Dispose();
    }
}
