using System.Security.Cryptography;
using System.Text;
using Telemetry.AppHost.Services;

namespace Telemetry.AppHost.Hosting;

/// <summary>
/// The secrets of a platform on a developer's machine. The epoch keys' seed is the same everywhere, so that a recording replayed
/// on another day or machine gives the same map; a deployment draws its own at random by leaving it out.
/// </summary>
internal static class DevelopmentSecrets
{
    private const string EpochKeySeed = "epoch keys of the embedded and local profiles, for development only";

    /// <summary>The secrets as configuration.</summary>
    /// <param name="token">The platform's token, from which the receipts' key follows.</param>
    public static IReadOnlyDictionary<string, string> Settings(DevelopmentToken token) =>
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["EpochKeys:Seed"] = Hash(EpochKeySeed),
            ["Receiver:ReceiptKey"] = Hash("receipts " + token.Value),
        };

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
