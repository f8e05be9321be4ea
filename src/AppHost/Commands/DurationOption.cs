using System.CommandLine;
using System.Globalization;

namespace Telemetry.AppHost.Commands;

/// <summary>An option that takes a time span as people write it: <c>90s</c>, <c>2m</c>, <c>1h</c>.</summary>
internal static class DurationOption
{
    public static Option<TimeSpan> Create(string name, TimeSpan otherwise, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            if (TryParse(result.Tokens.Single().Value, out var span))
                return span;
            result.AddError($"{name} takes a time such as 90s, 2m or 1h.");
            return default;
        },
    };

    /// <summary>Reads a number above 0 and its unit <c>s</c>, <c>m</c> or <c>h</c>.</summary>
    internal static bool TryParse(string text, out TimeSpan span)
    {
        span = default;
        if (text.Length < 2 ||
            !double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ||
            number is not (> 0 and < 1e6))
            return false;
        TimeSpan? unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            _ => null,
        };
        span = number * (unit ?? TimeSpan.Zero);
        return unit is not null;
    }
}
