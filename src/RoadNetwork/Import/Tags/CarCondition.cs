using System.Buffers;
using System.Collections.Frozen;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// A condition as it concerns a car, after https://wiki.openstreetmap.org/wiki/Conditional_restrictions: what is true or false of
/// every car is worked out, what depends on hour, day, weather or driver stays. Pure.
/// </summary>
/// <param name="Kind">When it is met.</param>
/// <param name="Text">What depends, blanks single, joined by <c>AND</c>; empty unless the condition is met sometimes.</param>
/// <param name="IsDated">True where it names a year, and so speaks of one time only, which may be over.</param>
internal readonly record struct CarCondition(CarConditionKind Kind, string Text, bool IsDated)
{
    private static readonly FrozenSet<string> s_cars = FrozenSet.Create(StringComparer.Ordinal, "motorcar", "motor_vehicle", "vehicle");

    private static readonly FrozenSet<string> s_others = FrozenSet.Create(
        StringComparer.Ordinal, "hgv", "hgv_articulated", "goods", "bus", "psv", "coach", "tourist_bus", "minibus", "school_bus",
        "taxi", "trailer", "caravan", "motorhome", "articulated", "motorcycle", "moped", "mofa", "bicycle", "foot", "horse",
        "agricultural", "forestry", "tractor", "emergency", "hazmat", "hazmat:water", "tricycle", "snowmobile", "golf_cart");

    private static readonly FrozenSet<string> s_circumstances = FrozenSet.Create(
        StringComparer.Ordinal, "wet", "snow", "ice", "rain", "fog", "dry", "winter", "summer", "school", "children_present",
        "construction", "destination", "delivery", "customers", "residents", "resident", "permit", "private", "disabled", "hov",
        "electric", "low_emission", "fuel", "toll", "when_flashing", "flashing", "signals", "congestion", "noise", "school_days");

    // Of opening hours (https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification).
    private static readonly FrozenSet<string> s_times = FrozenSet.Create(
        StringComparer.Ordinal, "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "PH", "SH", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
        "Aug", "Sep", "Oct", "Nov", "Dec", "sunrise", "sunset", "dawn", "dusk", "week", "easter", "day", "days", "off", "open", "am", "pm");

    private static readonly SearchValues<char> s_timePunctuation = SearchValues.Create(" :,;-+/()[]|.");

    /// <summary>Reads a condition, with or without its brackets.</summary>
    public static CarCondition Read(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text is ['(', .. var inner, ')'] && !inner.Contains('('))
            text = inner;
        var kept = new List<string>();
        var isDated = false;
        foreach (var part in SplitAnd(string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))
        {
            switch (KindOf(part))
            {
                case CarConditionKind.Unread:
                    return default;
                case CarConditionKind.Never:
                    return new CarCondition(CarConditionKind.Never, "", false);
                case CarConditionKind.Sometimes:
                    kept.Add(part);
                    isDated |= NamesYear(part);
                    break;
            }
        }

        return kept.Count == 0
            ? new CarCondition(CarConditionKind.Always, "", false)
            : new CarCondition(CarConditionKind.Sometimes, string.Join(" AND ", kept), isDated);
    }

    private static IEnumerable<string> SplitAnd(string text) =>
        text.Replace(" and ", " AND ", StringComparison.OrdinalIgnoreCase).Split(" AND ", StringSplitOptions.TrimEntries);

    private static CarConditionKind KindOf(string part)
    {
        if (s_cars.Contains(part))
            return CarConditionKind.Always;
        if (s_others.Contains(part))
            return CarConditionKind.Never;
        if (s_circumstances.Contains(part))
            return CarConditionKind.Sometimes;
        return CarMeasure.TryCompare(part, out var kind) ? kind
            : IsTime(part) ? CarConditionKind.Sometimes
            : CarConditionKind.Unread;
    }

    private static bool IsTime(string part)
    {
        var isTime = false;
        for (var at = 0; at < part.Length;)
        {
            var end = at;
            while (end < part.Length && char.IsAsciiLetter(part[end]))
                end++;
            if (end > at)
            {
                if (!s_times.GetAlternateLookup<ReadOnlySpan<char>>().Contains(part.AsSpan(at..end)))
                    return false;
                isTime = true;
                at = end;
            }
            else if (part[at] == '"')
            {
                // A remark, which may hold anything.
                var close = part.IndexOf('"', at + 1);
                if (close < 0)
                    return false;
                at = close + 1;
            }
            else if (char.IsAsciiDigit(part[at]) || s_timePunctuation.Contains(part[at]))
                isTime |= char.IsAsciiDigit(part[at++]);
            else
                return false;
        }

        return isTime;
    }

    private static bool NamesYear(string part)
    {
        var digits = 0;
        for (var i = 0; i <= part.Length; i++)
        {
            if (i < part.Length && char.IsAsciiDigit(part[i]))
            {
                digits++;
                continue;
            }

            if (digits == 4 && (part.AsSpan(i - 4, 2) is "19" or "20"))
                return true;
            digits = 0;
        }

        return false;
    }
}
