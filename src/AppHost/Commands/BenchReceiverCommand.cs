using System.CommandLine;
using Telemetry.Benchmarks.Receiving;
using Telemetry.Benchmarks.Serving;
using Telemetry.Contracts.Validation;

namespace Telemetry.AppHost.Commands;

/// <summary><c>bench receiver</c>: taking frames in, beside parsing and dropping them.</summary>
internal static class BenchReceiverCommand
{
    private const int UsualRounds = 9;
    private const int MostRounds = 1_000;
    private const int UsualMessages = 100;

    public static Command Create()
    {
        var messages = CountOption.Create(
            "--messages", UsualMessages, 1, FrameLimits.MostMessages, "Messages of 60 frames in a body; the client library sends up to 100.");
        var rounds = CountOption.Create("--rounds", UsualRounds, 1, MostRounds, "How often each endpoint takes its turn; the median counts.");
        var json = BenchCommand.CreateJson();
        var command = new Verb(
            "receiver", "Posts simulated drives to a receiver over stores in memory, beside an endpoint that unpacks, parses and drops them.",
            "./telemetry bench receiver --json", "./telemetry bench receiver --messages 1 --rounds 31")
        {
            messages, rounds, json,
        };
        command.SetAction(PlatformFailure.Guard(async (parsed, progress, cancellationToken) =>
        {
            var options = new ReceiverBenchOptions(
                BenchServerCommand.LineFor(BenchServers.Receiver), parsed.GetValue(messages), parsed.GetValue(rounds));
            BenchCommand.Write(await ReceiverBench.RunAsync(options, progress.Time, progress, cancellationToken), parsed.GetValue(json));
            return ExitCodes.Done;
        }));
        return command;
    }
}
