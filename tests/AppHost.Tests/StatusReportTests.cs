using Telemetry.AppHost.Status;
using Telemetry.ChunkBuffer.Ledger;

namespace Telemetry.AppHost.Tests;

public sealed class StatusReportTests
{
    [Fact]
    public void ToJson_Platform_StandsAtTheTop()
    {
        var report = new StatusReport("local", [new ProcessStatus("receiver", 7, null, true)], Samples.Platform(), "token").ToJson();

        Assert.Equal("ab", (string?)report["map_sha256"]);
        Assert.True((bool?)report["books_balance"]);
        Assert.Equal(1, (long?)report["frames"]!["in_flight"]);
        Assert.Equal(3, (long?)report["queues"]![0]!["visible"]);
        Assert.Equal("receiver", (string?)report["processes"]![0]!["name"]);
        Assert.Empty(report["problems"]!.AsArray());
    }

    [Fact]
    public void ToJson_StoresOutOfReach_ClaimsNothing()
    {
        var nothing = new StatusReport("local", [], null, "token").ToJson();
        var withoutMap = Samples.Platform() with
        {
            MapSha256 = null, MapVersion = null, MapFeatures = null, Unavailable = [new StoreProblem("published map", "refused")],
        };
        var half = new StatusReport("local", [], withoutMap, "token").ToJson();

        Assert.False(nothing.ContainsKey("books_balance"));
        Assert.False(nothing.ContainsKey("map_sha256"));
        Assert.False(half.ContainsKey("map_sha256"));
        Assert.False(half.ContainsKey("map_version"));
        Assert.True((bool?)half["books_balance"]);
        Assert.Equal("published map", (string?)half["unavailable"]![0]!["store"]);
    }

    [Fact]
    public void FindAll_ThingsThatAreDown_AreEachTold()
    {
        var platform = Samples.Platform() with { Unavailable = [new StoreProblem("evidence", "refused")] };
        ProcessStatus[] processes =
        [
            new("receiver", 7, null, Ready: true, "r.log"), new("worker-1", null, null, Ready: false, "w.log"),
            new("api", 9, null, Ready: false, "a.log"),
        ];
        var problems = StatusProblem.FindAll(new StatusReport("local", processes, platform, "token"));

        Assert.Equal(
            ["worker-1 is down.", "api runs but is not ready.", "The evidence cannot be read: refused"],
            problems.Select(problem => problem.What));
        Assert.All(problems, problem => Assert.NotEmpty(problem.WhatToDo));
    }

    [Fact]
    public void FindAll_NoBaseMap_SaysWhatToImportInsteadOfWhatWaitsForIt()
    {
        var platform = Samples.Platform() with { BaseMap = 0 };
        var problem = Assert.Single(StatusProblem.FindAll(
            new StatusReport("local", [new ProcessStatus("receiver", 7, null, Ready: false)], platform, "token")));
        Assert.Contains("./telemetry import FILE", problem.WhatToDo, StringComparison.Ordinal);
    }

    internal static class Samples
    {
        public static PlatformStatus Platform(long received = 10)
        {
            var books = new Books(received, received - 2, 1, 1, received - 5, 1, 1, 1);
            return new PlatformStatus
            {
                Frames = books,
                Messages = books,
                BooksBalance = books.Balance,
                OldestInFlight = null,
                Queues = [new QueueStatus("live", 3, 1)],
                DeadLetters = [],
                Unpublished = 2,
                BaseMap = 1,
                MapVersion = 4,
                MapFeatures = new Dictionary<string, long> { ["speed-limits"] = 3 },
                MapSha256 = "ab",
            };
        }
    }
}
