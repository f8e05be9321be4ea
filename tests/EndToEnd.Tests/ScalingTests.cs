using Telemetry.EndToEnd.Tests.CommandLine;

namespace Telemetry.EndToEnd.Tests;

/// <summary>Workers come and go under load, in order and by SIGKILL, on the local stack.</summary>
public sealed class ScalingTests
{
    [Fact]
    public async Task Study_WorkerKilledAndWorkerTakenAway_LosesNothing()
    {
        var report = (await Verb.RunAsync("scale", "study", "loss", "--span", "5s", "--cap", "1500", "--seed", "33", "--json")).Json();

        var books = report.GetProperty("books");
        Assert.True(books.GetProperty("accepted").GetInt64() > 0);
        Assert.True(books.GetProperty("balance").GetBoolean());
        Assert.Equal(0, books.GetProperty("lost").GetInt64());
        Assert.Equal(0, books.GetProperty("dead").GetInt64());
        Assert.True(report.GetProperty("drained_first").GetProperty("messages").GetInt32() > 0);
    }

    [Fact]
    public async Task Simulate_Ramp100_TellsEveryRule()
    {
        var report = (await Verb.RunAsync("scale", "simulate", "--profile", "ramp100", "--json")).Json();

        Assert.Equal(7, report.GetProperty("simulations").GetArrayLength());
        Assert.All(
            report.GetProperty("simulations").EnumerateArray().Where(row => row.GetProperty("rule").GetString() == "policy"),
            row => Assert.InRange(row.GetProperty("direction_changes").GetInt32(), 0, 1));
    }

    [Fact]
    public async Task Scale_NothingRuns_SaysWhatToDo()
    {
        var ended = await Verb.RunAsync("scale", "--min", "5", "--max", "2");

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Contains("--min", ended.Errors, StringComparison.Ordinal);
    }
}
