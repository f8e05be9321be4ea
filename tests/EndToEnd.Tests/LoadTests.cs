using System.Text.Json;
using Telemetry.EndToEnd.Tests.CommandLine;

namespace Telemetry.EndToEnd.Tests;

public sealed class LoadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telemetry-load-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Load_UpAndDown_WorkersFollowAndNothingIsLost()
    {
        var report = (await Verb.RunAsync(
            "load", "--profile", "ramp100", "--for", "20s", "--cap", "60", "--workers-max", "2", "--seed", "3", "--report", _folder, "--json")).Json();

        Assert.Equal(0, report.GetProperty("lost").GetInt64());
        Assert.True(report.GetProperty("books_balance").GetBoolean());
        Assert.True(report.GetProperty("frames").GetInt64() > 3_000);
        Assert.Equal(report.GetProperty("generator").GetProperty("acknowledged_frames").GetInt64(), report.GetProperty("frames").GetInt64());
        Assert.Equal(2, report.GetProperty("workers").GetProperty("max").GetInt32());
        Assert.NotEqual(JsonValueKind.Null, report.GetProperty("post_ms").ValueKind);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(Path.Combine(_folder, "load.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
