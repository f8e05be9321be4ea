using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Telemetry.AppHost.Commands;

/// <summary>The usual help, and below it examples of the verb asked about.</summary>
internal sealed class ExamplesHelp(HelpAction usual) : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> s_examples = new(StringComparer.Ordinal)
    {
        ["demo"] =
        [
            "./telemetry demo --for 60s --seed 1",
            "./telemetry demo --profile local --map region.osm.pbf --vehicles 200 --for 2m --json",
        ],
        ["up"] = ["./telemetry up --map region.osm.pbf", "./telemetry up --profile embedded"],
        ["import"] = ["./telemetry import region.osm.pbf"],
        ["record"] = ["./telemetry record drives/      (and let vehicles post to port 8082)"],
        ["replay"] =
        [
            "./telemetry replay drives/",
            "./telemetry replay drives/ --profile embedded --shuffle 7 --times 2",
        ],
        ["match"] = ["./telemetry eval match --network roads.csv --points drives.csv.gz --truth routes.csv"],
    };

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (!s_examples.TryGetValue(parseResult.CommandResult.Command.Name, out var examples))
            return exitCode;
        output.WriteLine("Examples:");
        foreach (var example in examples)
            output.WriteLine("  " + example);
        output.WriteLine();
        return exitCode;
    }
}
