using Telemetry.EndToEnd.Tests.CommandLine;

namespace Telemetry.EndToEnd.Tests;

public class DemoTests
{
    [Fact]
    public async Task Demo_Embedded_TeachesTheMapItsLimits()
    {
        var report = (await Verb.RunAsync(
            "demo", "--for", "30s", "--speedup", "40", "--vehicles", "100", "--seed", "1", "--json")).Json();

        Assert.True(report.GetProperty("books_balance").GetBoolean());
        var frames = report.GetProperty("frames");
        Assert.True(frames.GetProperty("accepted").GetInt64() > 10_000);
        Assert.Equal(frames.GetProperty("accepted").GetInt64(), frames.GetProperty("applied").GetInt64());
        Assert.Equal(0, frames.GetProperty("dead").GetInt64());
        var limits = report.GetProperty("limits");
        var eligible = limits.GetProperty("eligible").GetInt32();
        Assert.True(eligible >= 30, $"Only {eligible} limits were driven often enough.");
        Assert.True(limits.GetProperty("right").GetInt32() >= 0.9 * eligible, limits.GetRawText());
        Assert.Equal(64, report.GetProperty("map_sha256").GetString()!.Length);
    }

    [Theory]
    [InlineData("--for takes a time such as", "demo", "--for", "soon")]
    [InlineData("--vehicles takes a whole number from 1 to", "demo", "--vehicles", "0")]
    [InlineData("--speedup takes", "demo", "--speedup", "5000")]
    [InlineData("h of event time; at most", "demo", "--for", "1h", "--speedup", "100")]
    [InlineData("--faults needs --profile local", "demo", "--faults")]
    [InlineData("no-such-file", "demo", "--map", "no-such-file.osm")]
    public async Task Demo_WithUnusableOptions_SaysWhich(string expected, params string[] arguments)
    {
        var result = await Verb.RunAsync(arguments);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_OnATornMap_NamesTheBlockAndDrivesNowhere()
    {
        var whole = TestKit.SharedData.PathOf("osm/helsinki_center.osm.pbf");
        var torn = Path.Combine(Path.GetTempPath(), $"torn-{Guid.NewGuid():n}.osm.pbf");
        var bytes = await File.ReadAllBytesAsync(whole, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(torn, bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);

        var result = await Verb.RunAsync("demo", "--map", torn, "--for", "5s");

        File.Delete(torn);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("block", result.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("vehicles drive", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_Interrupted_EndsAtOnce()
    {
        using var demo = Verb.Start("demo", "--for", "10m", "--vehicles", "5");
        await demo.Errors.WaitForAsync("vehicles drive");

        await demo.InterruptAsync();
        var result = await demo.EndAsync();

        Assert.Equal(130, result.ExitCode);
        Assert.DoesNotContain("Unhandled", result.Errors, StringComparison.Ordinal);
    }
}
