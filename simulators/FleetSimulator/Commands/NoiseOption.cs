using System.CommandLine;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Sensing;

namespace Telemetry.FleetSimulator.Commands;

/// <summary><c>--noise default|none|FILE</c>: how wrong sensors and cameras are.</summary>
internal static class NoiseOption
{
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
        var errors = noise switch
        {
            "default" => new Errors(),
            "none" => new Errors { Sensors = SensorErrors.None, Signs = SignErrors.None },
            _ => JsonFile.Read<Errors>(noise),
        };
        return options with { SensorErrors = errors.Sensors, SignErrors = errors.Signs };
    }

    private sealed record Errors
    {
        public SensorErrors Sensors { get; init; } = new();

        public SignErrors Signs { get; init; } = new();
    }
}
