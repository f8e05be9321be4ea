using System.CommandLine;

namespace Telemetry.Terminal;

/// <summary>An option that takes a <see cref="Duration"/>.</summary>
public static class DurationOption
{
    /// <summary>An option that is <paramref name="otherwise"/> where it is not given.</summary>
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
