using System.CommandLine;
using Telemetry.FleetSimulator.Uploads;

namespace Telemetry.FleetSimulator.Commands;

/// <summary><c>--uploads default|perfect|FILE</c>: gaps, late and repeated uploads.</summary>
internal static class UploadsOption
{
    public static Option<string> Create() => new("--uploads")
    {
        Description = "default: radio gaps, late and repeated uploads. perfect: every message at once. Or a JSON file: what it does not name stays as usual.",
        DefaultValueFactory = _ => "default",
    };

    /// <summary>The options that a value names.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON, or names an option that there is not.</exception>
    /// <exception cref="IOException">There is no such file.</exception>
    public static UploadOptions Read(string value) => value switch
    {
        "default" => new UploadOptions(),
        "perfect" => UploadOptions.Perfect,
        _ => JsonFile.Read<UploadOptions>(value),
    };
}
