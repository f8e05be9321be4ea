using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Sensing;

namespace Telemetry.FleetSimulator.Commands;

/// <summary><c>--noise default|none|FILE</c>: how wrong sensors and cameras are.</summary>
internal static class NoiseOption
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static Option<string> Create() => new("--noise")
    {
        Description = "default, none, or a JSON file with \"sensors\" and \"signs\": what it does not name stays as usual.",
        DefaultValueFactory = _ => "default",
    };

    /// <summary>Puts the errors that an option's value names into a fleet's options.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON, or names an error that there is not.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    public static FleetOptions Apply(FleetOptions options, string noise)
    {
        if (noise == "default")
            return options;
        if (noise == "none")
            return options with { SensorErrors = SensorErrors.None, SignErrors = SignErrors.None };
        try
        {
            var errors = JsonSerializer.Deserialize<Errors>(File.ReadAllText(noise), s_json) ?? new Errors();
            return options with { SensorErrors = errors.Sensors, SignErrors = errors.Signs };
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{noise}, line {e.LineNumber + 1}: {e.Message}", e);
        }
    }

    internal sealed record Errors
    {
        public SensorErrors Sensors { get; init; } = new();

        public SignErrors Signs { get; init; } = new();
    }
}
