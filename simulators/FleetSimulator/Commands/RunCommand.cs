using System.CommandLine;
using System.Text.Json;

namespace Telemetry.FleetSimulator.Commands;

/// <summary><c>fleet run</c>: vehicles drive about a true world for a while of event time.</summary>
internal static class RunCommand
{
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var world = new WorldOptions();
        var vehicles = CountOption.Create("--vehicles", 100, 1, 1_000_000, "How many vehicles drive.");
        var duration = DurationOption.Create("--for", TimeSpan.FromMinutes(10), "How much event time they drive: 90s, 10m, 2h.");
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var command = new Verb("run", "Lets vehicles drive.", "./telemetry fleet run --vehicles 5000 --for 10m --json")
        {
            vehicles, duration, json,
        };
        world.AddTo(command);
        command.SetAction((parsed, cancellationToken) => FleetFailure.GuardAsync(() =>
        {
            var start = TimeProvider.System.GetUtcNow() - parsed.GetValue(duration).Span;
            var fleet = Fleet.Create(world.Create(parsed, new LineProgress(), cancellationToken), new FleetOptions
            {
                Vehicles = parsed.GetValue(vehicles), Seed = parsed.GetValue(world.Seed), StartUtc = start,
            });
            var before = Environment.CpuUsage.UserTime;
            for (var at = s_step; at <= parsed.GetValue(duration).Span; at += s_step)
                fleet.AdvanceTo(start + at);
            fleet.Finish();
            var cpu = (Environment.CpuUsage.UserTime - before).TotalSeconds;
            Console.WriteLine(JsonSerializer.Serialize(new { fleet.Frames, cpu_seconds = cpu }, ReportJson.Options));
            return Task.FromResult(0);
        }));
        return command;
    }
}
