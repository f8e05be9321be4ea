using System.Text.Json.Nodes;
using Telemetry.AppHost.Status;
using Telemetry.Terminal;
using Telemetry.TestKit;

namespace Telemetry.AppHost.Tests;

public sealed class StatusWatchTests
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(2);

    private readonly ManualTimeProvider _time = new();
    private readonly StringWriter _written = new();
    private readonly CancellationTokenSource _ctrlC = new();

    [Fact]
    public async Task Run_Json_IsOneObjectALineWithRatesOfSuccessiveReadings()
    {
        StatusReport?[] readings = [Report(1_000), null, Report(3_000)];
        Assert.Equal(0, await WatchAsync(readings, json: true));

        var lines = Lines().Select(line => JsonNode.Parse(line)!).ToArray();
        Assert.Equal([true, false, true], lines.Select(line => (bool)line["running"]!));
        Assert.Null(lines[0]["frames_received_per_s"]);
        Assert.Equal(500, (double)lines[2]["frames_received_per_s"]!);
        Assert.Equal(500, (double)lines[2]["frames_applied_per_s"]!);
        Assert.Equal(3_000, (long)lines[2]["frames"]!["received"]!);
    }

    [Fact]
    public async Task Run_StoreGoesDownAndComesBack_GoesOnAndTellsWhich()
    {
        var down = Report(1_000)! with
        {
            Platform = new PlatformStatus { Unavailable = [new StoreProblem("published map", "refused"), new StoreProblem("books", "refused")] },
        };
        Assert.Equal(0, await WatchAsync([Report(1_000), down, Report(2_000)], json: false));

        var blocks = _written.ToString().Split(Environment.NewLine + Environment.NewLine + "08:00");
        Assert.Equal(3, blocks.Length);
        Assert.DoesNotContain("cannot be read", blocks[0], StringComparison.Ordinal);
        Assert.Contains("The published map cannot be read: refused", blocks[1], StringComparison.Ordinal);
        Assert.Contains("250", blocks[2], StringComparison.Ordinal);
        Assert.DoesNotContain('\e', _written.ToString());
    }

    [Fact]
    public async Task Run_PlatformStartedAfresh_CountsRatesAnew()
    {
        await WatchAsync([Report(100_000), Report(0), Report(10)], json: true);
        Assert.Equal(5, (double)JsonNode.Parse(Lines()[2])!["frames_received_per_s"]!);
    }

    private static StatusReport? Report(long received) => new(
        "local", [new ProcessStatus("receiver", 7, new Uri("http://127.0.0.1:8080/"), true)],
        StatusReportTests.Samples.Platform(received), "token");

    private string[] Lines() => _written.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Ctrl-C comes when the readings are used up.</summary>
    private async Task<int> WatchAsync(StatusReport?[] readings, bool json)
    {
        var index = 0;
        var screen = new Screen(_written, isTerminal: false, hasColour: false, () => (80, 24));
        var watch = new StatusWatch((_, _) => Task.FromResult(readings[index++]), screen, _time);
        var running = watch.RunAsync(s_every, withHash: false, json, _ctrlC.Token);
        for (var shown = 1; shown < readings.Length; shown++)
        {
            Assert.Equal(shown, index);
            _time.Advance(s_every);
            while (index == shown)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }

        await _ctrlC.CancelAsync();
        return await running;
    }
}
