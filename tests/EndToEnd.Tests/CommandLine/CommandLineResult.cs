using System.Text.Json;

namespace Telemetry.EndToEnd.Tests.CommandLine;

/// <summary>What a verb left behind.</summary>
/// <param name="ExitCode">0 where it did what it was asked to.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
internal sealed record CommandLineResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The one JSON object on standard output of a verb that succeeded.</summary>
    public JsonElement Json()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}.\n{Errors}\n{Output}");
        return JsonDocument.Parse(Output).RootElement;
    }
}
