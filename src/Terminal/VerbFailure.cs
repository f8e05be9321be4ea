using System.Net.Sockets;

namespace Telemetry.Terminal;

/// <summary>Why a verb could not do what it was asked to, and what a person can do about it.</summary>
/// <param name="What">What is wrong, in one sentence.</param>
/// <param name="WhatToDo">What to do, in one sentence; null where nobody could know.</param>
/// <param name="ExitCode">What the verb ends with.</param>
public sealed record VerbFailure(string What, string? WhatToDo, int ExitCode = ExitCodes.Failed)
{
    // errno of Linux, which .NET hands on.
    private const int NoSpaceLeft = 28;
    private const int ReadOnlyFileSystem = 30;

    /// <summary>A failure of files or network, or one put in words already; null where it is something else.</summary>
    public static VerbFailure? OfTheWorld(Exception exception) => exception switch
    {
        VerbFailureException told => told.Failure,
        TaskCanceledException { InnerException: TimeoutException } => new("A service did not answer in time.", null),
        HttpRequestException { InnerException: SocketException } => new(exception.Message, "Check that it runs there."),
        IOException { HResult: NoSpaceLeft } => new(exception.Message, "Make room there and try again."),
        IOException { HResult: ReadOnlyFileSystem } or UnauthorizedAccessException =>
            new(exception.Message, "That place must be readable and writable for you."),
        HttpRequestException or InvalidDataException or IOException => new(exception.Message, null),
        _ => null,
    };

    /// <summary>Two lines, or one.</summary>
    public string ToText() => WhatToDo is null ? What : What + Environment.NewLine + WhatToDo;
}
