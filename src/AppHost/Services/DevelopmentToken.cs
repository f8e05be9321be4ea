using System.Buffers.Text;
using System.Security.Cryptography;
using Telemetry.HttpHosting.Access;

namespace Telemetry.AppHost.Services;

/// <summary>
/// The one token of a platform that runs on a developer's machine: for every fleet, with every scope. Services get its hash,
/// never itself.
/// </summary>
/// <param name="Value">What a client sends as <c>Authorization: Bearer</c>.</param>
/// <param name="File">The file it is kept in, readable to its owner only.</param>
public sealed record DevelopmentToken(string Value, string File)
{
    private const int Bytes = 24;

    /// <summary>Reads the token of a state directory, or makes it.</summary>
    public static DevelopmentToken Ensure(string stateDirectory)
    {
        Directory.CreateDirectory(stateDirectory);
        var file = Path.Combine(stateDirectory, "token");
        if (Find(stateDirectory) is { } known)
            return known;

        var value = "dev-" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(value);
        return new DevelopmentToken(value, file);
    }

    /// <summary>The token of a state directory; null where none was made yet.</summary>
    public static DevelopmentToken? Find(string stateDirectory)
    {
        var file = Path.Combine(stateDirectory, "token");
        return System.IO.File.Exists(file) && System.IO.File.ReadAllText(file).Trim() is { Length: > 0 } value
            ? new DevelopmentToken(value, file)
            : null;
    }

    /// <summary>The configuration that lets the token in, and everybody read.</summary>
    public IReadOnlyDictionary<string, string> ToSettings() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["Tokens:0:Name"] = "development",
        ["Tokens:0:Sha256"] = AccessToken.HashOf(Value),
        ["Tokens:0:Fleet"] = Caller.EveryFleet,
        ["Tokens:0:Scopes:0"] = "ingest",
        ["Tokens:0:Scopes:1"] = "read",
        ["Tokens:0:Scopes:2"] = "admin",
        ["Read:Anonymous"] = "true",
    };
}
