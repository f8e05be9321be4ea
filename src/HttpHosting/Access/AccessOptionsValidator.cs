using Microsoft.Extensions.Options;

namespace Telemetry.HttpHosting.Access;

/// <summary>Refuses tokens that could never be matched or would let in more than they say.</summary>
internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        var faults = new List<string>();
        for (var i = 0; i < options.Tokens.Count; i++)
        {
            var token = options.Tokens[i];
            if (token.Sha256.Length != 64 || !token.Sha256.All(char.IsAsciiHexDigit))
                faults.Add($"Tokens:{i}:Sha256 must be 64 hexadecimal digits.");
            if (token.Fleet.Length is 0 or > 64)
                faults.Add($"Tokens:{i}:Fleet must have 1 to 64 characters.");
            if (token.Scopes.Count == 0 || !TokenDirectory.TryReadScopes(token.Scopes, out _))
                faults.Add($"Tokens:{i}:Scopes must hold at least one of ingest, read, admin and nothing else.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
