using System.Text.Json;
using System.Text.Json.Nodes;

namespace Telemetry.AppHost.Status;

/// <summary>What <c>status</c> says.</summary>
/// <param name="Profile"><c>local</c> or <c>embedded</c>.</param>
/// <param name="Processes">The processes of the deployment.</param>
/// <param name="Platform">What the stores say; null where nobody could be asked.</param>
/// <param name="TokenFile">Where the development token is kept.</param>
public sealed record StatusReport(
    string Profile, IReadOnlyList<ProcessStatus> Processes, PlatformStatus? Platform, string TokenFile)
{
    /// <summary>
    /// One JSON object: the members of <see cref="PlatformStatus"/> stand beside the others; what is not known is not there.
    /// </summary>
    public JsonObject ToJson()
    {
        var report = new JsonObject
        {
            ["profile"] = Profile,
            ["processes"] = JsonSerializer.SerializeToNode(Processes, ReportJson.Options),
            ["token_file"] = TokenFile,
        };
        if (Platform is not null)
        {
            var platform = JsonSerializer.SerializeToNode(Platform, ReportJson.Options)!.AsObject();
            foreach (var (name, value) in platform.Where(member => member.Value is not null).ToArray())
            {
                platform.Remove(name);
                report[name] = value;
            }
        }

        report["problems"] = JsonSerializer.SerializeToNode(StatusProblem.FindAll(this), ReportJson.Options);
        return report;
    }
}
