using System.CommandLine;
using Telemetry.AppHost.Services;
using Telemetry.Benchmarks.Codec;

namespace Telemetry.AppHost.Commands;

/// <summary><c>bench codec</c>: decoding chunks.</summary>
internal static class BenchCodecCommand
{
    private const int UsualRounds = 9;
    private const int MostRounds = 1_000;

    public static Command Create()
    {
        var rounds = CountOption.Create("--rounds", UsualRounds, 1, MostRounds, "How often everything is decoded; the median counts.");
        var traces = new Option<FileInfo>("--traces")
        {
            Description = "A CSV of recorded fixes, to tell what a frame of them takes; the one beside the checkout unless it is given.",
            DefaultValueFactory = _ => new FileInfo(Path.GetFullPath(Path.Combine(Checkout.Root, "..", "shared", "data", "traces", "hof_points.csv"))),
            HelpName = "file",
        };
        var json = BenchCommand.CreateJson();
        var command = new Verb(
            "codec", "Decodes chunks of simulated drives, on one thread, and tells how many bytes a frame takes.",
            "./telemetry bench codec --json", "./telemetry bench codec --traces drives.csv")
        {
            rounds, traces, json,
        };
        command.SetAction(PlatformFailure.Guard(async (parsed, progress, cancellationToken) =>
        {
            var file = parsed.GetRequiredValue(traces);
            if (!file.Exists && parsed.GetResult(traces) is { Implicit: false })
                throw VerbFailureException.Usage($"There is no file {file.FullName}.", "--traces takes recorded fixes, as eval match does.");
            if (!file.Exists)
                progress.Report($"There are no recorded drives at {file.FullName}: they are left out");
            BenchCommand.Write(
                await Task.Run(
                    () => CodecBench.Run(parsed.GetValue(rounds), file.Exists ? file.FullName : null, progress.Time, progress, cancellationToken),
                    cancellationToken),
                parsed.GetValue(json));
            return ExitCodes.Done;
        }));
        return command;
    }
}
