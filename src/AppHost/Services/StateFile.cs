using System.Text.Json;

namespace Telemetry.AppHost.Services;

/// <summary>Files in which the command line keeps for itself what runs where.</summary>
internal static class StateFile
{
    /// <summary>Reads one.</summary>
    /// <exception cref="VerbFailureException">It is torn, or was written by another version of this program.</exception>
    public static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file)) ?? throw new JsonException("It holds nothing.");
        }
        catch (JsonException torn)
        {
            throw new VerbFailureException(new VerbFailure(
                $"{file} cannot be read ({torn.Message}): it is torn, or another version of this program wrote it.",
                "./telemetry down --purge stops what runs and forgets all that is kept."));
        }
    }
}
