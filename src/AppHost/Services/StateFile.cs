using System.Text.Json;
using Telemetry.Local;

namespace Telemetry.AppHost.Services;

/// <summary>Files in which the command line keeps for itself what runs where.</summary>
internal static class StateFile
{
    /// <summary>Reads one.</summary>
    /// <exception cref="StackStateException">It is torn, or was written by another version of this program.</exception>
    public static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file)) ?? throw new JsonException("It holds nothing.");
        }
        catch (JsonException torn)
        {
            throw new StackStateException(file, torn);
        }
    }
}
