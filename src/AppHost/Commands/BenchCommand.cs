using System.CommandLine;
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
    };

    /// <summary>The option that every benchmark has.</summary>
    public static Option<bool> CreateJson() => new("--json")
    {
        Description = "One JSON object on standard output: ratio, value, unit, against, ran, and more.",
    };

    /// <summary>Writes what a benchmark measured.</summary>
    public static void Write(BenchReport report, bool json) => Screen.Plain.WriteLine(
        json, () => report.ToJson().ToJsonString(ReportJson.Options),
        () => FormattableString.Invariant($"{report.Value:N0} {report.Unit}, {report.Ratio:F2} times {report.Against}; {report.Ran}"));
}
