using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Telemetry.Local;

/// <summary>Who runs PostgreSQL, which refuses to run as root: then the account that its package made, else this user.</summary>
internal sealed class PostgresAccount
{
    private const string Account = "postgres";
    private const string OutsideHome = "/var/lib/telemetry-local";

    private PostgresAccount(IReadOnlyList<string> prefix) => Prefix = prefix;

    public static PostgresAccount Current { get; } = new(
        Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--init-groups", "--"] : []);

    /// <summary>What a command is put behind to run as the account.</summary>
    public IReadOnlyList<string> Prefix { get; }

    /// <summary>
    /// Where the cluster of a data directory may lie: in it, or, where the account may not enter it (a checkout in root's home),
    /// in a directory of the system named by its hash.
    /// </summary>
    public static IReadOnlyList<string> DirectoriesFor(string dataDirectory)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(dataDirectory))))[..16];
        return [Path.Combine(dataDirectory, "postgres"), Path.Combine(OutsideHome, hash)];
    }

    /// <summary>The cluster's directory, made where it is missing, of the account's own.</summary>
    public async Task<string> MakeDirectoryAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var candidates = DirectoriesFor(dataDirectory);
        if (Prefix.Count == 0)
        {
            await RunAsync([], ["install", "-d", "-m", "700", candidates[0]], cancellationToken);
            return candidates[0];
        }

        foreach (var candidate in candidates)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(candidate)!);
            await RunAsync([], ["install", "-d", "-m", "700", "-o", Account, "-g", Account, candidate], cancellationToken);
            if (await TryRunAsync(Prefix, ["test", "-w", candidate], cancellationToken) is null)
                return candidate;
            Directory.Delete(candidate);
        }

        throw new StackStartException($"The account {Account} may enter neither of {string.Join(" and ", candidates)}.");
    }

    /// <summary>Runs a command as the account.</summary>
    /// <exception cref="StackStartException">It failed; the message holds what it printed.</exception>
    public Task RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken) =>
        RunAsync(Prefix, command, cancellationToken);

    private static async Task RunAsync(
        IReadOnlyList<string> prefix, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        if (await TryRunAsync(prefix, command, cancellationToken) is { } failure)
            throw new StackStartException(failure);
    }

    private static async Task<string?> TryRunAsync(
        IReadOnlyList<string> prefix, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        string[] all = [.. prefix, .. command];
        var start = new ProcessStartInfo(all[0], all[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        var printed = await output;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? null
            : $"{command[0]} ended with {process.ExitCode}: {printed}{errors}";
    }
}
