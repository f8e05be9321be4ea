using System.Text.Json;
using Telemetry.EndToEnd.Tests.CommandLine;

namespace Telemetry.EndToEnd.Tests;

/// <summary>
/// I1 to I6 at once: a fleet teaches the local stack while services are killed and the database is stopped; the same bodies
/// without faults, in any order, twice, over any number of workers give the same map to the byte.
/// </summary>
public sealed class FaultTests : IDisposable
{
    /// <summary>A killed worker's items come back after this, instead of a minute.</summary>
    private static readonly Dictionary<string, string> s_impatient = new(StringComparer.Ordinal)
    {
        ["MapWorker__Visibility"] = "00:00:12",
        ["MapWorker__Heartbeat"] = "00:00:04",
    };

    private readonly string _recording = Directory.CreateTempSubdirectory("telemetry-recording-").FullName;

    public void Dispose() => Directory.Delete(_recording, recursive: true);

    [Fact]
    public async Task Demo_WithEverythingKilledOnce_LosesNothingAndGivesTheMapOfAQuietReplay()
    {
        using var demo = Verb.Start(
            s_impatient, "demo", "--profile", "local", "--for", "40s", "--vehicles", "60", "--seed", "5", "--faults",
            "--record", _recording, "--json");
        var faulty = (await demo.EndAsync()).Json();
        Assert.True(faulty.GetProperty("books_balance").GetBoolean());
        Assert.Equal(0, faulty.GetProperty("refused").GetInt64());
        Assert.True(faulty.GetProperty("retries").GetInt64() > 0, "The faults met no client.");

        var quiet = await ReplayAsync([], "--profile", "embedded");

        // Without the receiver's memory of recent messages, the repeats come all the way to the evidence.
        var shuffled = await ReplayAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Receiver__RecentMessages"] = "0" },
            "--profile", "local", "--workers", "3", "--times", "2", "--shuffle", "11");

        Assert.Equal(Map(quiet), Map(faulty));
        Assert.Equal(Map(quiet), Map(shuffled));
        Assert.Equal(
            2 * quiet.GetProperty("frames").GetProperty("accepted").GetInt64(),
            shuffled.GetProperty("frames").GetProperty("accepted").GetInt64());
    }

    private async Task<JsonElement> ReplayAsync(Dictionary<string, string> settings, params string[] arguments)
    {
        using var replay = Verb.Start(settings, ["replay", _recording, .. arguments, "--json"]);
        var report = (await replay.EndAsync()).Json();
        Assert.True(report.GetProperty("books_balance").GetBoolean());
        return report;
    }

    private static string? Map(JsonElement report) => report.GetProperty("map_sha256").GetString();
}
