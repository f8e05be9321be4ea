using System.Diagnostics;
using System.Text.Json;

namespace Telemetry.AppHost.Testing;

/// <summary>Runs one test project in a process of its own.</summary>
internal sealed class TestProcess(TestProject project, IReadOnlyDictionary<string, string> environment, string resultsDirectory)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(20);

    /// <summary>
    /// Runs it to its end. A program that is missing, crashes, hangs or leaves no report is one failure with what it printed
    /// last.
    /// </summary>
    public async Task<TestOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var report = Path.Combine(resultsDirectory, project.Name + ".json");
        File.Delete(report);
        if (!File.Exists(project.Program))
            return Failed($"{project.Name} was not built: {project.Program} is missing.");
        var start = new ProcessStartInfo(project.Program, ["-noLogo", "-noColor", "-reporter", "quiet", "-ctrf", report])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(project.Program),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var log = Path.Combine(resultsDirectory, project.Name + ".log");
        var (exitCode, inTime) = await RunAsync(start, log, cancellationToken);
        var printed = string.Join(Environment.NewLine, (await File.ReadAllLinesAsync(log, cancellationToken)).TakeLast(60));
        if (!inTime)
            return Failed($"{project.Name} did not end within {LongestRun}; it printed last:{Environment.NewLine}{printed}");
        if (!File.Exists(report))
            return Failed($"{project.Name} ended with {exitCode} and no report; it printed last:{Environment.NewLine}{printed}");
        try
        {
            var outcome = TestOutcome.ReadCtrf(await File.ReadAllTextAsync(report, cancellationToken));
            return exitCode == 0 || outcome.Failures.Count > 0
                ? outcome
                : outcome with { Failures = [$"{project.Name} ended with {exitCode}; it printed last:{Environment.NewLine}{printed}"] };
        }
        catch (JsonException torn)
        {
            return Failed($"{project.Name} left a report that cannot be read ({torn.Message}); it printed last:{Environment.NewLine}{printed}");
        }
    }

    private static TestOutcome Failed(string why) => new(0, [why], []);

    private static async Task<(int ExitCode, bool InTime)> RunAsync(
        ProcessStartInfo start, string log, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestRun);
        using var process = Process.Start(start)!;
        try
        {
            await using (var writer = new StreamWriter(log))
            {
                var merged = TextWriter.Synchronized(writer);
                await Task.WhenAll(
                    CopyAsync(process.StandardOutput, merged, limit.Token), CopyAsync(process.StandardError, merged, limit.Token));
            }

            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, true);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return (-1, false);
        }
    }

    private static async Task CopyAsync(StreamReader from, TextWriter to, CancellationToken cancellationToken)
    {
        while (await from.ReadLineAsync(cancellationToken) is { } line)
            await to.WriteLineAsync(line.AsMemory(), cancellationToken);
    }
}
