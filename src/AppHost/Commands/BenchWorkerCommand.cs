using System.CommandLine;
using System.Text.Json;
using Telemetry.AppHost.Hosting;
using Telemetry.Benchmarks.Working;

namespace Telemetry.AppHost.Commands;

/// <summary><c>bench worker</c>: a worker over stores in memory.</summary>
internal static class BenchWorkerCommand
{
    public static Command Create()
    {
        var map = BenchCommand.CreateMap();
        var load = CountOption.Create("--load", 9_000, 240, 1_000_000, "New frames a second that come to the worker: by the clock, so that flushes gather as much as in production.");
        var duration = DurationOption.Create("--for", TimeSpan.FromSeconds(20), "How long it is measured, after as long for warming up.", TimeSpan.FromSeconds(2));
        var seed = CountOption.Create("--seed", 1, 0, int.MaxValue, "Every chance follows from it.");
        var study = new Option<string?>("--study")
        {
            Description = "writes: instead, how often evidence is written as the load on the map rises, in simulated time.", HelpName = "writes",
        };
        study.AcceptOnlyFromAmong("writes");
        var report = new Option<string?>("--report") { Description = "Write the study's CSV and plot into this folder.", HelpName = "folder" };
        report.CompletionSources.Add(Completion.Directories);
        var json = BenchCommand.CreateJson();
        var command = new Verb(
            "worker", "Takes chunks through a worker over stores in memory, beside matching alone of the same messages.",
            "./telemetry bench worker --json", "./telemetry bench worker --load 18000 --for 30s",
            "./telemetry bench worker --study writes --report writes --json")
        {
            map, load, duration, seed, study, report, json,
        };
        command.SetAction(PlatformFailure.Guard(async (parsed, progress, cancellationToken) =>
        {
            var file = BenchCommand.MapOf(parsed, map);
            var roads = MapImport.Read(file, progress, cancellationToken);
            if (parsed.GetValue(study) is not null)
            {
                var rows = await Task.Run(
                    () => WriteStudy.Run(roads, progress.Time.GetUtcNow(), (ulong)parsed.GetValue(seed), cancellationToken), cancellationToken);
                Write(rows, parsed.GetValue(report), parsed.GetValue(json));
                return ExitCodes.Done;
            }

            var options = new WorkerBenchOptions(
                roads, file.Name, parsed.GetValue(load), parsed.GetValue(duration).Span, (ulong)parsed.GetValue(seed));
            BenchCommand.Write(
                await Task.Run(() => WorkerBench.RunAsync(options, progress.Time, progress, cancellationToken), cancellationToken), parsed.GetValue(json));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static void Write(IReadOnlyList<WriteStudyRow> rows, string? folder, bool json)
    {
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "writes.csv"), WriteStudy.ToCsv(rows));
            File.WriteAllText(Path.Combine(folder, "writes.svg"), WriteStudy.ToSvg(rows));
        }

        Screen.Plain.WriteLine(json, () => JsonSerializer.Serialize(new { writes = rows }, ReportJson.Options), () => WriteStudy.ToCsv(rows).TrimEnd());
    }
}
