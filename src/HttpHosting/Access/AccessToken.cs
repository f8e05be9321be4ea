using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Telemetry.HttpHosting.Access;

/// <summary>Makes tokens and the hashes that configuration holds in their place.</summary>
public static class AccessToken
{
    /// <summary>A new random token of 43 URL-safe characters (256 bits).</summary>
    public static string Create()
    {
        Span<byte> bytes = stackalloc byte[32];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>SHA-256 of the token's UTF-8 bytes as 64 lower-case hexadecimal digits: <see cref="TokenOptions.Sha256"/>.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
