using System.CommandLine;
using Telemetry.AppHost.Services;
using Telemetry.Benchmarks;

namespace Telemetry.AppHost.Commands;

/// <summary><c>bench</c>: speed beside a limit or a peer, in one run.</summary>
internal static class BenchCommand
{
    public static Command Create() => new Verb(
        "bench", "Measures speed beside a limit or a peer of the same run.",
        "./telemetry bench match --help")
    {
        BenchMatchCommand.Create(),
        BenchFuseCommand.Create(),
        BenchReceiverCommand.Create(),
        BenchCodecCommand.Create(),
        BenchServerCommand.Create(),
        BenchWorkerCommand.Create(),
        BenchPipelineCommand.Create(),
    };

    /// <summary>The option that every benchmark has.</summary>
    public static Option<bool> CreateJson() => new("--json")
    {
        Description = "One JSON object on standard output: ratio, value, unit, against, ran, and more.",
    };

    /// <summary>The option of benchmarks that drive on a map.</summary>
    public static Option<FileInfo> CreateMap() => new("--map")
    {
        Description = "The OSM extract to drive on; heidelberg_highways of the test data beside the checkout unless it is given.",
        DefaultValueFactory = _ => new FileInfo(
            Path.GetFullPath(Path.Combine(Checkout.Root, "..", "shared", "data", "osm", "heidelberg_highways.osm.pbf"))),
        HelpName = "file",
    };

    /// <summary>The map that the option names.</summary>
    public static FileInfo MapOf(ParseResult parsed, Option<FileInfo> option)
    {
        var map = parsed.GetRequiredValue(option);
        return map.Exists ? map : throw VerbFailureException.Usage($"There is no file {map.FullName}.", "--map names an OSM extract.");
    }

    /// <summary>Writes what a benchmark measured.</summary>
    public static void Write(BenchReport report, bool json) => Screen.Plain.WriteLine(
        json, () => report.ToJson().ToJsonString(ReportJson.Options),
        () => FormattableString.Invariant($"{report.Value:N0} {report.Unit}, {report.Ratio:F2} times {report.Against}; {report.Ran}"));
}
