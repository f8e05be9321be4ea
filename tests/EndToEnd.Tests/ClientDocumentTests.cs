using System.Diagnostics;
using System.Text.RegularExpressions;
using Telemetry.AppHost.Services;
using Telemetry.EndToEnd.Tests.CommandLine;

namespace Telemetry.EndToEnd.Tests;

/// <summary>The client that the documentation shows, run as it stands.</summary>
public sealed partial class ClientDocumentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telemetry-client-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task PythonClient_AgainstAnEmbeddedPlatform_TeachesALimitAndReadsItBack()
    {
        var map = TestKit.SharedData.PathOf("osm/helsinki_center.osm.pbf");
        var document = await File.ReadAllTextAsync(
            Path.Combine(Checkout.Root, "docs", "clients.md"), TestContext.Current.CancellationToken);
        var script = Path.Combine(_folder, "client.py");
        await File.WriteAllTextAsync(
            script, PythonBlock().Match(document).Groups[1].Value, TestContext.Current.CancellationToken);
        using var platform = Verb.Start("up", "--profile", "embedded", "--map", map);
        await platform.Output.WaitForAsync("Ctrl-C");

        var (exitCode, said) = await RunPythonAsync(script, Addresses(platform.Output.ToString()));
        await platform.InterruptAsync();
        var ended = await platform.EndAsync();

        Assert.True(exitCode == 0, said);
        Assert.Equal(5, said.Split('\n').Count(line => line.EndsWith("applied", StringComparison.Ordinal)));
        Assert.Contains("limit behind the sign: 20 km/h, learned", said, StringComparison.Ordinal);
        Assert.Equal(0, ended.ExitCode);
    }

    private static async Task<(int ExitCode, string Said)> RunPythonAsync(
        string script, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("python3", [script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var python = Process.Start(start)!;
        var output = python.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = python.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await python.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (python.ExitCode, (await output + await errors).ReplaceLineEndings("\n"));
    }

    private static Dictionary<string, string> Addresses(string said)
    {
        string Behind(string word) => said.Split('\n').First(line => line.StartsWith(word, StringComparison.Ordinal))[word.Length..].Trim();
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["RECEIVER"] = Behind("receiver"), ["MAP"] = Behind("map API"), ["TOKEN"] = Behind("token"),
        };
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PythonBlock();
}
