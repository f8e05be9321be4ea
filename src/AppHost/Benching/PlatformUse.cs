using Telemetry.AppHost.Platforms;
using Telemetry.Local;

namespace Telemetry.AppHost.Benching;

/// <summary>What the processes of a local platform have used, and this process as <c>generator</c>.</summary>
internal static class PlatformUse
{
    /// <summary>Reads it, by the process's name.</summary>
    public static SortedDictionary<string, ProcessUse> Read(LocalPlatform platform)
    {
        var use = new SortedDictionary<string, ProcessUse>(StringComparer.Ordinal) { ["generator"] = ProcessUse.OfSelf() };
        foreach (var service in platform.Services.Running)
            if (platform.Services.FindProcessId(service) is { } id)
                use[service.ToString()] = ProcessUse.Of(id);
        foreach (var component in Enum.GetValues<StackComponent>())
            if (platform.Stack.FindProcess(component) is { } process)
                use[NameOf(component)] = ProcessUse.Of(process.ProcessId);
        return use;
    }

    private static string NameOf(StackComponent component) => component switch
    {
        StackComponent.ObjectsAndQueues => "fauxqs",
        StackComponent.DynamoDb => "dynoxide",
        _ => "postgres",
    };
}
