using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Telemetry.HttpHosting.Access;

/// <summary>
/// Finds the caller of a token. Every known hash is compared, each in constant time, so that timing tells nothing about
/// them; a deployment holds tens of tokens. Safe for use by many threads.
/// </summary>
internal sealed class TokenDirectory
{
    private const int LongestToken = 512;

    private readonly (byte[] Hash, Caller Caller)[] _tokens;

    public TokenDirectory(IOptions<AccessOptions> options)
    {
        AnonymousReads = options.Value.Read.Anonymous;
        _tokens = [.. options.Value.Tokens.Select(token => (Convert.FromHexString(token.Sha256), CallerOf(token)))];
    }

    /// <summary>True where reading needs no token.</summary>
    public bool AnonymousReads { get; }

    /// <summary>The caller of a token; null where nobody holds it.</summary>
    public Caller? Find(ReadOnlySpan<char> token)
    {
        if (token.Length is 0 or > LongestToken)
            return null;
        Span<byte> utf8 = stackalloc byte[3 * LongestToken];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(token, utf8)], hash);
        Caller? found = null;
        foreach (var known in _tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(known.Hash, hash))
                found = known.Caller;
        }

        return found;
    }

    public static bool TryReadScopes(IEnumerable<string> words, out AccessScopes scopes)
    {
        scopes = AccessScopes.None;
        foreach (var word in words)
        {
            var scope = word switch
            {
                "ingest" => AccessScopes.Ingest,
                "read" => AccessScopes.Read,
                "admin" => AccessScopes.Admin,
                _ => AccessScopes.None,
            };
            if (scope == AccessScopes.None)
                return false;
            scopes |= scope;
        }

        return true;
    }

    private static Caller CallerOf(TokenOptions token)
    {
        TryReadScopes(token.Scopes, out var scopes);
        return new Caller(token.Name, token.Fleet, scopes);
    }
}
