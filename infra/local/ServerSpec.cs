namespace Telemetry.Local;

/// <summary>A server to be run as a process of its own.</summary>
public sealed record ServerSpec
{
    /// <summary>Its name; also that of its pid and log files.</summary>
    public required string Name { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>What is added to this process's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where <c>NAME.pid</c> is kept.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>Where <c>NAME.log</c> is appended to.</summary>
    public required string LogDirectory { get; init; }

    /// <summary>The signal that asks it to end. Default <see cref="ServerSignal.Terminate"/>.</summary>
    public ServerSignal StopSignal { get; init; } = ServerSignal.Terminate;

    /// <summary>True: it outlives this process. False, the default: it ends with it, however it ends.</summary>
    public bool Detached { get; init; }

    /// <summary>The full name of its log.</summary>
    public string LogFile => Path.Combine(LogDirectory, Name + ".log");

    internal string PidFile => Path.Combine(StateDirectory, Name + ".pid");
}
