namespace Telemetry.Local;

/// <summary>A signal for a process, by its number on Linux.</summary>
public enum ServerSignal
{
    /// <summary>SIGINT: to PostgreSQL, end now and in order; others may not listen to it.</summary>
    Interrupt = 2,

    /// <summary>SIGKILL.</summary>
    Kill = 9,

    /// <summary>SIGTERM: end in order.</summary>
    Terminate = 15,

    /// <summary>SIGCONT: go on after <see cref="Stop"/>.</summary>
    Continue = 18,

    /// <summary>SIGSTOP: freeze.</summary>
    Stop = 19,
}
