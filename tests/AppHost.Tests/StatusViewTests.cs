using Telemetry.AppHost.Status;
using Telemetry.Terminal;
using Telemetry.TestKit;

namespace Telemetry.AppHost.Tests;

public sealed class StatusViewTests
{
    [Fact]
    public void Draw_AnyWidth_FitsAndKeepsWhatMatters()
    {
        for (var columns = 40; columns <= 200; columns += 3)
        {
            var lines = Draw(columns);
            Assert.All(lines, line => Assert.InRange(line.Length, 0, columns));
            var text = string.Join('\n', lines);
            Assert.Contains("receiver", text, StringComparison.Ordinal);
            Assert.Contains("ready", text, StringComparison.Ordinal);
            Assert.Contains("123,456,789", text, StringComparison.Ordinal);
            Assert.Contains("speed-limits", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Draw_UsualTerminal_FitsItsRows() => Assert.InRange(Draw(79).Count, 10, 23);

    [Fact]
    public void Draw_Narrow_LosesThePidBeforeTheAddress()
    {
        Assert.Contains(Draw(79), line => line.Contains("26544", StringComparison.Ordinal));
        var narrow = Draw(44);
        Assert.DoesNotContain(narrow, line => line.Contains("26544", StringComparison.Ordinal));
        Assert.Contains(narrow, line => line.Contains("http://127.0.0.1:8080/", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Draw(int columns)
    {
        var time = new ManualTimeProvider();
        string[] names = ["receiver", "worker-1", "worker-2", "api", "s3+sqs", "dynamodb", "postgres"];
        var processes = names.Select(name => new ProcessStatus(name, 26_544, new Uri("http://127.0.0.1:8080/"), true));
        var platform = StatusReportTests.Samples.Platform(123_456_789) with
        {
            OldestInFlight = time.GetUtcNow() - TimeSpan.FromSeconds(12),
            MapFeatures = new[] { "candidate-roads", "closures", "geometry-updates", "road-segments", "speed-limits" }
                .ToDictionary(name => name, name => (long)name.Length * 1_000_000),
            Queues = [new QueueStatus("live", 3, 1), new QueueStatus("bulk", 0, 0)],
            MapSha256 = null,
        };
        var report = new StatusReport("local", [.. processes], platform, "/a/path/.telemetry/token");
        var rates = new StatusRates(time);
        rates.Add(report);
        time.Advance(TimeSpan.FromSeconds(2));
        rates.Add(report);
        var screen = new Screen(TextWriter.Null, isTerminal: true, hasColour: false, () => (columns, 24));
        return screen.Render(new StatusView(report, rates, time.GetUtcNow()).Draw(columns), columns);
    }
}
