using Telemetry.AppHost.Status;

namespace Telemetry.AppHost.Hosting;

/// <summary>The whole platform in this process, over the backends that need no set-up.</summary>
internal static class EmbeddedProfile
{
    /// <summary>Runs until the token is cancelled (Ctrl-C).</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(FileInfo? map, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The embedded profile is not composed yet.");

    /// <summary>What an embedded platform that runs on this machine says of itself, over its HTTP; null where none runs.</summary>
    public static Task<StatusReport?> FindStatusAsync(CancellationToken cancellationToken) =>
        Task.FromResult<StatusReport?>(null);
}
