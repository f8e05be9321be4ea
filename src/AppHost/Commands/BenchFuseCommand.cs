using System.CommandLine;
using Telemetry.Benchmarks.Fusing;

namespace Telemetry.AppHost.Commands;

/// <summary><c>bench fuse</c>: folding contributions into evidence.</summary>
internal static class BenchFuseCommand
{
    private const int UsualRounds = 9;
    private const int MostRounds = 1_000;

    public static Command Create()
    {
        var rounds = CountOption.Create("--rounds", UsualRounds, 1, MostRounds, "How often everything is folded; the median counts.");
        var json = BenchCommand.CreateJson();
        var command = new Verb(
            "fuse", "Folds the contributions of simulated drives into grains in memory, on one thread.",
            "./telemetry bench fuse --json", "./telemetry bench fuse --rounds 31")
        {
            rounds, json,
        };
        command.SetAction(PlatformFailure.Guard(async (parsed, progress, cancellationToken) =>
        {
            BenchCommand.Write(
                await Task.Run(() => FuseBench.Run(parsed.GetValue(rounds), progress, cancellationToken), cancellationToken),
                parsed.GetValue(json));
            return ExitCodes.Done;
        }));
        return command;
    }
}
