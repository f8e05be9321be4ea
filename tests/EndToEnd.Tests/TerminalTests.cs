using System.Text.Json;
using Telemetry.AppHost.Services;
using Telemetry.EndToEnd.Tests.CommandLine;
using Telemetry.TestKit;

namespace Telemetry.EndToEnd.Tests;

/// <summary>What people watch, on terminals of several widths.</summary>
public sealed class TerminalTests
{
    private static readonly Dictionary<string, string?> s_usual = [];

    private static string[] Program => ["dotnet", typeof(ServiceProcesses).Assembly.Location];

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Demo_OnATerminal_FitsIt(int columns)
    {
        var session = await PseudoTerminal.RunAsync(
            columns, s_usual, endAfter: null, [.. Program, "demo", "--for", "3s", "--vehicles", "10"]);

        Assert.True(session.ExitCode == 0, session.Written);
        // The map's hash is one word of 64 letters, which nobody wants broken in two.
        Assert.All(session.Lines.Where(line => line.Contains(' ', StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, columns));
        Assert.Contains(session.Lines, line => line.StartsWith("vehicles drive", StringComparison.Ordinal) && line.EndsWith("left", StringComparison.Ordinal));
        Assert.Contains(session.Lines, line => line.StartsWith("all is in the map", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Status_OfAPlatformThatRuns_IsWatchedUntilCtrlC()
    {
        using var up = Verb.Start("up", "--profile", "embedded");
        await up.Output.WaitForAsync("Ctrl-C");

        var once = await Verb.RunAsync("status", "--json");
        var status = once.Json();
        Assert.Equal("embedded", status.GetProperty("profile").GetString());
        Assert.Equal(JsonValueKind.String, status.GetProperty("map_sha256").ValueKind);
        Assert.True(status.GetProperty("map_features").GetProperty("road-segments").GetInt64() > 0);
        Assert.Empty(status.GetProperty("problems").EnumerateArray());

        foreach (var columns in new[] { 60, 80, 200 })
        {
            var watched = await PseudoTerminal.RunAsync(
                columns, s_usual, "received", [.. Program, "status", "--watch", "--every", "0.2s"]);
            Assert.Equal(0, watched.ExitCode);
            Assert.All(watched.Lines, line => Assert.InRange(line.Length, 1, columns));
            Assert.Contains(watched.Lines, line => line.StartsWith("embedded", StringComparison.Ordinal) && line.Contains("ready", StringComparison.Ordinal));
        }

        await up.InterruptAsync();
        Assert.Equal(0, (await up.EndAsync()).ExitCode);
        var after = await Verb.RunAsync("status");
        Assert.SkipWhen(after.Output.Length > 0, "A local platform of this checkout runs: its status is none of this test's.");
        Assert.Equal(1, after.ExitCode);
        Assert.Contains("No platform runs on this machine.", after.Errors, StringComparison.Ordinal);
        Assert.Contains("./telemetry up", after.Errors, StringComparison.Ordinal);
    }
}
