using System.CommandLine;
using Telemetry.AppHost.Benching;

namespace Telemetry.AppHost.Commands;

/// <summary><c>bench pipeline</c>: the whole platform under load.</summary>
internal static class BenchPipelineCommand
{
    public static Command Create()
    {
        var map = BenchCommand.CreateMap();
        var vehicles = CountOption.Create("--vehicles", 18_000, 8, 100_000, "How many vehicles drive, a frame a second each.");
        var duration = DurationOption.Create("--for", TimeSpan.FromMinutes(1), "How long each load is measured: 60s, 3m.", TimeSpan.FromSeconds(5));
        var warmUp = DurationOption.Create("--warm-up", TimeSpan.FromSeconds(20), "How long each load runs before it is measured.");
        var workers = CountOption.Create("--workers", 2, 1, 64, "Map workers.");
        var seed = CountOption.Create("--seed", 1, 0, int.MaxValue, "Every chance follows from it.");
        var full = new Option<bool>("--full-only") { Description = "Leave out half of the load, which is measured afterwards otherwise." };
        var json = BenchCommand.CreateJson();
        var command = new Verb(
            "pipeline", "Puts the load of a large fleet on the local stack with receiver and workers: what is sustained, and what each process needs for it.",
            "./telemetry bench pipeline --json", "./telemetry bench pipeline --vehicles 3000 --for 20s --full-only")
        {
            map, vehicles, duration, warmUp, workers, seed, full, json,
        };
        command.Notes.Add("Everything runs on this machine, on free ports, and is gone afterwards.");
        command.SetAction(PlatformFailure.Guard(async (parsed, progress, cancellationToken) =>
        {
            var options = new PipelineOptions(
                BenchCommand.MapOf(parsed, map), parsed.GetValue(vehicles), parsed.GetValue(duration).Span, parsed.GetValue(warmUp).Span,
                parsed.GetValue(workers), (ulong)parsed.GetValue(seed), !parsed.GetValue(full));
            BenchCommand.Write(await Task.Run(() => PipelineBench.RunAsync(options, progress, cancellationToken), cancellationToken), parsed.GetValue(json));
            return ExitCodes.Done;
        }));
        return command;
    }
}
