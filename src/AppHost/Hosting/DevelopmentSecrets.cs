using System.Security.Cryptography;

namespace Telemetry.AppHost.Hosting;

/// <summary>
/// The secrets of a platform on a developer's machine. The epoch keys' seed is the same everywhere, so that a recording replayed
/// on another day or machine gives the same map; a deployment draws its own at random by leaving it out.
/// </summary>
internal static class DevelopmentSecrets
{
    /// <summary>The secrets as configuration.</summary>
    public static IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["EpochKeys:Seed"] = Convert.ToBase64String(
                SHA256.HashData("epoch keys of the embedded and local profiles, for development only"u8)),
        };
}
