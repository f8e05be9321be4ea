using System.CommandLine;

namespace Telemetry.AppHost.Commands;

/// <summary>An option that takes a <see cref="Duration"/>.</summary>
internal static class DurationOption
{
    public static Option<Duration> Create(string name, TimeSpan otherwise, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => new Duration(otherwise),
        CustomParser = result =>
        {
            if (Duration.TryParse(result.Tokens.Single().Value, out var duration))
                return duration;
            result.AddError($"{name} takes a time such as 90s, 2m or 1h.");
            return default;
        },
    };
}
