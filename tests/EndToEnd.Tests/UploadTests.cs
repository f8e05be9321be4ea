using System.Text.Json;
using Telemetry.EndToEnd.Tests.CommandLine;

namespace Telemetry.EndToEnd.Tests;

/// <summary>What radio gaps, late and repeated uploads make of a fleet's messages, and the platform of those.</summary>
public sealed class UploadTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public async Task Replay_GapsLateAndRepeatedUploads_BalanceAndTeachTheSameMap()
    {
        var uploads = Path.Combine(_folder.FullName, "uploads.json");
        await File.WriteAllTextAsync(
            uploads, """{"dead_places": 0.3, "late_trips": 0.2, "repeated": 0.3, "longest_delay": "01:00:00"}""",
            TestContext.Current.CancellationToken);
        var (plain, plainRun) = await RunAsync("plain", "perfect");
        var (rough, roughRun) = await RunAsync("rough", uploads);

        Assert.Equal(plainRun.GetProperty("frames").GetInt64(), roughRun.GetProperty("frames").GetInt64());
        Assert.True(roughRun.GetProperty("posts").GetInt64() > 1.2 * plainRun.GetProperty("posts").GetInt64());
        Assert.All([plain, rough], replay => Assert.True(replay.GetProperty("books_balance").GetBoolean()));
        Assert.Equal(Frames(plain, "applied"), Frames(rough, "applied"));
        Assert.Equal(0, Frames(plain, "duplicate") + Frames(plain, "repeated"));
        Assert.True(Frames(rough, "duplicate") + Frames(rough, "repeated") > 0);
        Assert.Equal(plain.GetProperty("map_sha256").GetString(), rough.GetProperty("map_sha256").GetString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(JsonElement Replay, JsonElement Run)> RunAsync(string name, string uploads)
    {
        var recording = Path.Combine(_folder.FullName, name);
        var run = await Verb.RunAsync(
            "fleet", "run", "--vehicles", "40", "--for", "12m", "--trips", "taxis", "--seed", "3", "--uploads", uploads, "--out", recording, "--json");
        var replay = await Verb.RunAsync("replay", recording, "--profile", "embedded", "--json");
        return (replay.Json(), run.Json());
    }

    private static long Frames(JsonElement replay, string field) => replay.GetProperty("frames").GetProperty(field).GetInt64();
}
