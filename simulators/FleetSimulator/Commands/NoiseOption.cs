using System.CommandLine;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Sensing;

namespace Telemetry.FleetSimulator.Commands;

/// <summary><c>--noise default|none|FILE</c>: how wrong sensors and cameras are.</summary>
public static class NoiseOption
{
    /// <summary>The option; <c>default</c> where it is not given.</summary>
    public static Option<string> Create() => new("--noise")
    {
        Description = "default, none, or a JSON file with \"sensors\" and \"signs\": what it does not name stays as usual.",
        DefaultValueFactory = _ => "default",
    };

    /// <summary>Puts the errors that an option's value names into a fleet's options.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON, or names an error that there is not.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    internal static FleetOptions Apply(FleetOptions options, string noise)
    {
        var (sensors, signs) = Read(noise);
        return options with { SensorErrors = sensors, SignErrors = signs };
    }

    /// <summary>The errors that an option's value names.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON, or names an error that there is not.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    public static (SensorErrors Sensors, SignErrors Signs) Read(string noise)
    {
        var errors = noise switch
        {
            "default" => new Errors(),
            "none" => new Errors { Sensors = SensorErrors.None, Signs = SignErrors.None },
            _ => JsonFile.Read<Errors>(noise),
        };
        return (errors.Sensors, errors.Signs);
    }

    private sealed record Errors
    {
        public SensorErrors Sensors { get; init; } = new();

        public SignErrors Signs { get; init; } = new();
    }
}
