using System.Collections.Frozen;
using System.Globalization;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>Comparisons with a vehicle's measures, such as <c>weight&gt;3.5</c>, worked out for cars of every size. Pure.</summary>
internal static class CarMeasure
{
    // From the smallest to the largest car: tonnes, metres, counts.
    private static readonly FrozenDictionary<string, (double Least, double Most)> s_measures =
        new Dictionary<string, (double, double)>(StringComparer.Ordinal)
        {
            ["weight"] = (0.5, 3.5),
            ["weightrating"] = (0.5, 3.5),
            ["weightrating:hgv"] = (0.5, 3.5),
            ["maxweight"] = (0.5, 3.5),
            ["maxweightrating"] = (0.5, 3.5),
            ["emptyweight"] = (0.5, 3),
            ["axleload"] = (0.2, 2),
            ["length"] = (2.5, 6),
            ["width"] = (1.3, 2.4),
            ["height"] = (1.1, 2.2),
            ["axles"] = (2, 2),
            ["wheels"] = (4, 4),
            ["trailers"] = (0, 0),
            ["seats"] = (1, 9),
            ["occupants"] = (1, 9),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, double> s_units = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        [""] = 1, ["t"] = 1, ["kg"] = 0.001, ["lbs"] = 0.000_453_6, ["st"] = 0.907_2, ["lt"] = 1.016, ["m"] = 1, ["cm"] = 0.01, ["ft"] = 0.304_8,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Compares; false where the text is no comparison with a measure.</summary>
    /// <param name="text">For example <c>weight&gt;7.5</c>.</param>
    /// <param name="kind">What it is for a car: always, never, or sometimes where cars differ.</param>
    public static bool TryCompare(string text, out CarConditionKind kind)
    {
        kind = CarConditionKind.Unread;
        var at = text.AsSpan().IndexOfAny('<', '>', '=');
        if (at <= 0 || !s_measures.TryGetValue(text[..at].Trim(), out var car))
            return false;
        var sign = text[at];
        var orEqual = sign == '=' || (at + 1 < text.Length && text[at + 1] == '=');
        if (!TryReadNumber(text[(at + (orEqual && sign != '=' ? 2 : 1))..].Trim(), out var bound))
            return false;

        // Never true by the sign that asks for more than cars have, or less; "=" only where all cars are alike.
        kind = sign switch
        {
            '>' => Compare(bound < car.Least || (orEqual && bound == car.Least), bound > car.Most || (!orEqual && bound == car.Most)),
            '<' => Compare(bound > car.Most || (orEqual && bound == car.Most), bound < car.Least || (!orEqual && bound == car.Least)),
            _ => Compare(car.Least == car.Most && bound == car.Most, bound < car.Least || bound > car.Most),
        };
        return true;
    }

    private static CarConditionKind Compare(bool always, bool never) =>
        always ? CarConditionKind.Always : never ? CarConditionKind.Never : CarConditionKind.Sometimes;

    private static bool TryReadNumber(string text, out double number)
    {
        var end = text.AsSpan().IndexOfAnyExcept("0123456789.");
        var (digits, unit) = end < 0 ? (text, "") : (text[..end], text[end..].Trim());
        if (!s_units.TryGetValue(unit, out var factor) ||
            !double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
        {
            number = 0;
            return false;
        }

        number *= factor;
        return true;
    }
}
