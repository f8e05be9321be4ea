using System.Text.Json;
using System.Text.Json.Nodes;

namespace Telemetry.AppHost.Status;

/// <summary>What <c>status</c> says.</summary>
/// <param name="Profile"><c>local</c> or <c>embedded</c>.</param>
/// <param name="Processes">The processes of the deployment.</param>
/// <param name="Platform">What the stores say; null where they cannot be reached.</param>
/// <param name="TokenFile">Where the development token is kept.</param>
public sealed record StatusReport(
    string Profile, IReadOnlyList<ProcessStatus> Processes, PlatformStatus? Platform, string TokenFile)
{
    /// <summary>One JSON object: the members of <see cref="PlatformStatus"/> stand beside the others.</summary>
    public JsonObject ToJson()
    {
        var report = new JsonObject
        {
            ["profile"] = Profile,
            ["processes"] = JsonSerializer.SerializeToNode(Processes, ReportJson.Options),
            ["token_file"] = TokenFile,
        };
        if (Platform is null)
            return report;
        var platform = JsonSerializer.SerializeToNode(Platform, ReportJson.Options)!.AsObject();
        foreach (var (name, value) in platform.ToArray())
        {
            platform.Remove(name);
            report[name] = value;
        }

        return report;
    }
}
