using Telemetry.AppHost.Status;

namespace Telemetry.AppHost.Hosting;

/// <summary>The stores of the local stack, opened only to be read by <c>status</c>.</summary>
internal static class StatusStores
{
    /// <summary>Opens the stores that an environment names.</summary>
    public static PlatformStatusReader? Open(IReadOnlyDictionary<string, string> environment) => null;
}
