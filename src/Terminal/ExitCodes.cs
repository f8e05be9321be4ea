namespace Telemetry.Terminal;

/// <summary>What verbs end with; <c>--help</c> lists them.</summary>
public static class ExitCodes
{
    /// <summary>All of them, for help.</summary>
    public const string InWords =
        "Exit codes: 0 done, 1 failed, 2 the command line was not understood, 130 interrupted.";

    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>It could not be done, or what was asked about is not well.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Ctrl-C before it was done.</summary>
    public const int Interrupted = 130;
}
