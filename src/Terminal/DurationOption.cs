using System.CommandLine;

namespace Telemetry.Terminal;

/// <summary>An option that takes a <see cref="Duration"/>.</summary>
public static class DurationOption
{
    /// <summary>An option that is <paramref name="otherwise"/> where it is not given, and never below <paramref name="least"/>.</summary>
    public static Option<Duration> Create(string name, TimeSpan otherwise, string description, TimeSpan least = default) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => new Duration(otherwise),
        CustomParser = result =>
        {
            if (!Duration.TryParse(result.Tokens.Single().Value, out var duration))
                result.AddError($"{name} takes a time such as 90s, 2m or 1h.");
            else if (duration.Span < least)
                result.AddError($"{name} takes {new Duration(least)} or more.");
            else
                return duration;
            return default;
        },
    };
}
