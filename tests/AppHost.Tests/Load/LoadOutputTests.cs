using System.Text.Json;
using Telemetry.AppHost.Load;
using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Posting;
using Telemetry.LoadTest.Profiles;
using Telemetry.LoadTest.Reports;
using Telemetry.Terminal;

namespace Telemetry.AppHost.Tests.Load;

public sealed class LoadOutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telemetry-load-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void InJson_HoldsTheContractsFields()
    {
        var json = JsonDocument.Parse(LoadOutput.InJson(LoadReport.Of(Log()))).RootElement;

        Assert.Equal(1, json.GetProperty("workers").GetProperty("min").GetInt32());
        Assert.Equal(2, json.GetProperty("workers").GetProperty("max").GetInt32());
        Assert.Equal(2, json.GetProperty("workers").GetProperty("end").GetInt32());
        Assert.Equal(0, json.GetProperty("lost").GetInt64());
        Assert.True(json.GetProperty("books_balance").GetBoolean());
        Assert.Equal(4, json.GetProperty("backlog_age_s").GetProperty("peak").GetDouble());
        Assert.Equal(4, json.GetProperty("backlog_age_s").GetProperty("after_60s").GetDouble());
        Assert.Equal(0, json.GetProperty("direction_changes").GetInt32());
        Assert.Equal(700, json.GetProperty("frames").GetInt64());
        Assert.Equal(150, json.GetProperty("seconds").GetDouble());
    }

    [Fact]
    public void WriteReport_IntoAFolder_IsAPageAndEverySample()
    {
        var path = Path.Combine(_folder, "new");
        LoadOutput.Prepare(path);

        var page = LoadOutput.WriteReport(path, Log());

        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(page), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(path, "load.json")));
        Assert.Equal(2, json.RootElement.GetProperty("samples").GetArrayLength());
        Assert.Equal(700, json.RootElement.GetProperty("frames").GetInt64());
    }

    [Fact]
    public void WriteReport_AsAPage_IsThatFileOnly()
    {
        var path = Path.Combine(_folder, "report.html");
        LoadOutput.Prepare(path);
        Assert.Equal(path, LoadOutput.WriteReport(path, Log()));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Prepare_WhereNothingCanBeWritten_SaysSoBeforeTheTest()
    {
        var file = Path.Combine(_folder, "taken");
        File.WriteAllText(file, "");
        Assert.Contains("is a file", Assert.Throws<VerbFailureException>(() => LoadOutput.Prepare(file)).Failure.What, StringComparison.Ordinal);
        Assert.Throws<VerbFailureException>(() => LoadOutput.Prepare(Path.Combine(_folder, "nowhere", "report.html")));
    }

    private static LoadLog Log()
    {
        var sample = new LoadSample
        {
            AtS = 1, Phase = "steady", DueFramesPerS = 450, PostedFramesPerS = 450, BacklogFrames = 100, BacklogAgeS = 1, Workers = 1, WorkersWanted = 1,
        };
        return new LoadLog
        {
            Profile = LoadProfiles.Create(LoadProfiles.Steady, new() { WorkerCapFramesPerS = 300 }),
            Seed = 1,
            Samples = [sample, sample with { AtS = 70, BacklogAgeS = 4, Workers = 2, WorkersWanted = 2 }],
            Events = [],
            Posts = new PostTally().Read() with { AcknowledgedFrames = 700 },
            Vehicles = 10, PostMs = null, FreshnessMs = null, FreshnessByPhase = new Dictionary<string, Percentiles>(),
            AppliedFrames = 700, DeadFrames = 0, InFlightFrames = 0, BooksBalance = true, Seconds = 150,
        };
    }
}
