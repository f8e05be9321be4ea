using System.CommandLine;

namespace Telemetry.AppHost.Commands;

/// <summary><c>eval</c>: quality against known truth.</summary>
internal static class EvalCommand
{
    public static Command Create() => new Verb(
        "eval", "Measures quality against known truth.",
        "./telemetry eval match --help",
        "./telemetry eval learn --help")
    {
        EvalMatchCommand.Create(),
        EvalLearnCommand.Create(),
    };
}
