using System.Globalization;

namespace Telemetry.Contracts.Limits;

/// <summary>
/// A speed limit as posted: a value with its unit, or a kind without one. Equality is exact: 50 km/h and 31 mph are
/// different limits. Written as OSM's <c>maxspeed</c>: <c>50</c>, <c>30 mph</c>, <c>none</c>, <c>variable</c>.
/// </summary>
/// <param name="Kind">Whether there is a number.</param>
/// <param name="Value">The number on the sign, 1 to 250; 0 unless the kind is <see cref="SpeedLimitKind.Value"/>.</param>
/// <param name="Unit">The number's unit; km/h where there is none.</param>
public readonly record struct SpeedLimit(SpeedLimitKind Kind, ushort Value, SpeedUnit Unit)
{
    private const double KmhPerMph = 1.609344;
    private const int LargestValue = 250;

    /// <summary>No limit applies.</summary>
    public static SpeedLimit Unlimited { get; } = new(SpeedLimitKind.None, 0, SpeedUnit.Kmh);

    /// <summary>A limit shown by a sign that changes.</summary>
    public static SpeedLimit Variable { get; } = new(SpeedLimitKind.Variable, 0, SpeedUnit.Kmh);

    /// <summary>A limit in km/h, 1 to 250.</summary>
    public static SpeedLimit Kmh(int value) => Of(value, SpeedUnit.Kmh);

    /// <summary>A limit in mph, 1 to 250.</summary>
    public static SpeedLimit Mph(int value) => Of(value, SpeedUnit.Mph);

    /// <summary>The value in km/h, rounded to a whole number; null for a kind without a value.</summary>
    public int? ValueKmh => Kind != SpeedLimitKind.Value ? null
        : Unit == SpeedUnit.Kmh ? Value
        : (int)Math.Round(Value * KmhPerMph, MidpointRounding.AwayFromZero);

    /// <summary>
    /// Reads <c>50</c>, <c>50 km/h</c>, <c>30 mph</c>, <c>none</c> or <c>variable</c>/<c>signals</c>; false for anything else.
    /// </summary>
    public static bool TryParse(string? text, out SpeedLimit limit)
    {
        limit = default;
        var trimmed = text.AsSpan().Trim();
        if (trimmed is "none")
            limit = Unlimited;
        else if (trimmed is "variable" or "signals")
            limit = Variable;
        else
            return TryParseValue(trimmed, out limit);
        return true;
    }

    /// <summary>As OSM's <c>maxspeed</c> spells it.</summary>
    public override string ToString() => Kind switch
    {
        SpeedLimitKind.None => "none",
        SpeedLimitKind.Variable => "variable",
        _ when Unit == SpeedUnit.Mph => string.Create(CultureInfo.InvariantCulture, $"{Value} mph"),
        _ => Value.ToString(CultureInfo.InvariantCulture),
    };

    private static SpeedLimit Of(int value, SpeedUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, LargestValue);
        return new SpeedLimit(SpeedLimitKind.Value, (ushort)value, unit);
    }

    private static bool TryParseValue(ReadOnlySpan<char> text, out SpeedLimit limit)
    {
        limit = default;
        var unit = SpeedUnit.Kmh;
        if (text.EndsWith("mph", StringComparison.Ordinal))
        {
            unit = SpeedUnit.Mph;
            text = text[..^3].TrimEnd();
        }
        else if (text.EndsWith("km/h", StringComparison.Ordinal))
            text = text[..^4].TrimEnd();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value is < 1 or > LargestValue)
            return false;
        limit = Of(value, unit);
        return true;
    }
}
