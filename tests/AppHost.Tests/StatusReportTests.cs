using Telemetry.AppHost.Status;
using Telemetry.ChunkBuffer.Ledger;

namespace Telemetry.AppHost.Tests;

public sealed class StatusReportTests
{
    [Fact]
    public void ToJson_Platform_StandsAtTheTop()
    {
        var report = new StatusReport("local", [new ProcessStatus("receiver", 7, null, true)], Platform(), "token").ToJson();

        Assert.Equal("ab", (string?)report["map_sha256"]);
        Assert.True((bool?)report["books_balance"]);
        Assert.Equal(1, (long?)report["frames"]!["in_flight"]);
        Assert.Equal(3, (long?)report["queues"]![0]!["visible"]);
        Assert.Equal("receiver", (string?)report["processes"]![0]!["name"]);
    }

    [Fact]
    public void ToJson_StoresOutOfReach_ClaimsNothing()
    {
        var report = new StatusReport("local", [], null, "token").ToJson();

        Assert.False(report.ContainsKey("books_balance"));
        Assert.False(report.ContainsKey("map_sha256"));
    }

    private static PlatformStatus Platform()
    {
        var books = new Books(10, 8, 1, 1, 5, 1, 1, 1);
        return new PlatformStatus
        {
            Frames = books,
            Messages = books,
            BooksBalance = books.Balance,
            OldestInFlight = null,
            Queues = [new QueueStatus("live", 3, 1)],
            DeadLetters = [],
            Unpublished = 2,
            MapVersion = 4,
            MapSha256 = "ab",
        };
    }
}
