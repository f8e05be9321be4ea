using Telemetry.Backends;

namespace Telemetry.AppHost.Hosting;

/// <summary>The stores that an environment of ours names, opened by the command line itself.</summary>
internal static class EnvironmentBackends
{
    /// <summary>Opens them; the caller disposes of what it gets.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">One cannot be reached.</exception>
    public static Task<PlatformBackends> ConnectAsync(
        IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken) =>
        ServiceBackends.ConnectAsync(
            BackendSettings.Read(name => environment.GetValueOrDefault(name)), TimeProvider.System, cancellationToken);
}
