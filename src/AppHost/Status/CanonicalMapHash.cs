using System.Security.Cryptography;
using System.Text;
using Telemetry.MapStore.Published;

namespace Telemetry.AppHost.Status;

/// <summary><c>map_sha256</c>: equal for two maps exactly when the maps are, whatever order they were learned in.</summary>
public static class CanonicalMapHash
{
    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of the canonical map: each feature's GeoJSON in UTF-8 followed by a line feed.
    /// </summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The store cannot be reached.</exception>
    public static async Task<string> ComputeAsync(IPublishedMap map, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await foreach (var feature in map.ReadCanonicalAsync(cancellationToken))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(feature));
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
