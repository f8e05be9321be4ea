using System.Globalization;

namespace Telemetry.Terminal;

/// <summary>A time span as people write it: <c>90s</c>, <c>2m</c>, <c>1.5h</c>.</summary>
/// <param name="Span">How long it is.</param>
public readonly record struct Duration(TimeSpan Span)
{
    /// <summary>Reads a number above 0 and its unit <c>s</c>, <c>m</c> or <c>h</c>.</summary>
    public static bool TryParse(string text, out Duration duration)
    {
        duration = default;
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
        duration = new Duration(number * (unit ?? TimeSpan.Zero));
        return unit is not null;
    }

    /// <summary>In seconds, in the form that <see cref="TryParse"/> reads: help shows defaults so.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Span.TotalSeconds}s");
}
