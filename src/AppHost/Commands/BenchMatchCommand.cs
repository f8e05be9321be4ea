using System.CommandLine;
using System.Diagnostics;
using Telemetry.AppHost.Services;
using Telemetry.Benchmarks.Matching;

namespace Telemetry.AppHost.Commands;

/// <summary><c>bench match</c>: map matching beside Valhalla Meili.</summary>
internal static class BenchMatchCommand
{
    private const int UsualRounds = 5;
    private const int MostRounds = 1_000;

    private static readonly string s_peers = Path.Combine(Checkout.Root, "tests", "Benchmarks", "Peers");

    public static Command Create()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "The folder of test data, with osm and matching in it; the one beside the checkout unless it is given.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.GetFullPath(Path.Combine(Checkout.Root, "..", "shared", "data"))),
            HelpName = "folder",
        };
        var rounds = CountOption.Create("--rounds", UsualRounds, 1, MostRounds, "How often each side does all drives.");
        var install = new Option<bool>("--install") { Description = "First installs Valhalla (npm @valhallajs/valhallajs, about 300 MB) into the checkout." };
        var json = BenchCommand.CreateJson();
        var command = new Verb(
            "match", "Matches simulated drives at 1 s and 5 s beside Valhalla Meili's strongest setting, on the same map, in turns.",
            "./telemetry bench match --install --json", "./telemetry bench match --rounds 11")
        {
            data, rounds, install, json,
        };
        command.Notes.Add(
            "Valhalla's tiles and the requests to it are kept among the temporary files. Without Valhalla's package it ends with 1 and says how to get it.");
        command.SetAction(PlatformFailure.Guard(async (parsed, progress, cancellationToken) =>
        {
            if (parsed.GetValue(install))
                await InstallAsync(cancellationToken);
            var options = OptionsOf(parsed.GetRequiredValue(data).FullName, parsed.GetValue(rounds));
            BenchCommand.Write(
                await Task.Run(() => MatchBench.Run(options, progress.Time, progress, cancellationToken), cancellationToken), parsed.GetValue(json));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static MatchBenchOptions OptionsOf(string data, int rounds)
    {
        var options = new MatchBenchOptions(
            Path.Combine(data, "osm", "heidelberg_highways.osm.pbf"),
            Path.Combine(data, "matching", "heidelberg_truth_wkt.csv.gz"),
            [.. new[] { "1s", "5s" }.Select(name => (name, Path.Combine(data, "matching", $"heidelberg_points_{name}.csv.gz")))],
            s_peers, Path.Combine(Path.GetTempPath(), "telemetry-bench"), rounds);
        foreach (var file in options.Points.Select(points => points.File).Append(options.Map).Append(options.Truth))
            if (!File.Exists(file))
                throw VerbFailureException.Usage($"There is no file {file}.", "--data names the folder of test data.");
        return options;
    }

    private static async Task InstallAsync(CancellationToken cancellationToken)
    {
        using var setup = Process.Start(new ProcessStartInfo("bash", [Path.Combine(s_peers, "setup.sh")]))!;
        await setup.WaitForExitAsync(cancellationToken);
        if (setup.ExitCode != 0)
            throw new VerbFailureException(new VerbFailure(
                $"Valhalla could not be installed: setup ended with {setup.ExitCode}.", "What it said stands above."));
    }
}
