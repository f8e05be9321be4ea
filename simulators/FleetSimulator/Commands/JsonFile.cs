using System.Text.Json;
using System.Text.Json.Serialization;

namespace Telemetry.FleetSimulator.Commands;

/// <summary>Options that are many: a JSON file in snake case names those that differ from the usual ones.</summary>
internal static class JsonFile
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no JSON, or names an option that there is not.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    public static T Read<T>(string path)
        where T : class, new()
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), s_json) ?? new T();
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? FormattableString.Invariant($", line {line + 1}") : "";
            throw new InvalidDataException($"{Path.GetFileName(path)}{place}: {e.Path} cannot be read: no such option, or not a value for it.", e);
        }
    }
}
