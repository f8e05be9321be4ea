using System.Buffers;
using System.Globalization;
using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// One value of <c>maxspeed</c> or of a key beside it, after https://wiki.openstreetmap.org/wiki/Key:maxspeed: a number with or
/// without a unit, a word, or a country and a zone or number. Pure.
/// </summary>
/// <param name="Limit">The limit; null where the value names a zone without a number in the table.</param>
/// <param name="Zone">The zone that the value names.</param>
/// <param name="Country">The country that the value names; null where it names none.</param>
internal readonly record struct MaxspeedValue(SpeedLimit? Limit, LimitZone Zone, string? Country)
{
    private const int CountryLength = 2;

    // Spellings of km/h that are common though the wiki asks to leave the unit out.
    private static readonly string[] s_metricUnits = ["kmh", "kph", "KM/H", "Km/h"];

    private static readonly SearchValues<char> s_regionCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    /// <summary>True where the value states the limit by number or word, and not through a zone's law.</summary>
    public bool IsStated => Limit is not null && Zone == LimitZone.Unknown;

    /// <summary>Reads a value; false for one that is not understood.</summary>
    public static bool TryRead(string text, out MaxspeedValue value)
    {
        var trimmed = text.AsSpan().Trim();
        value = default;
        if (SpeedLimit.TryParse(text, out var plain) || TryParseOtherUnit(trimmed, out plain))
            value = new MaxspeedValue(plain, LimitZone.Unknown, null);
        else if (trimmed is "walk")
            value = new MaxspeedValue(CountryLimits.WalkingPace, LimitZone.Unknown, null);
        else if (CountryEnd(trimmed) is > 0 and var end)
            return TryReadRule(trimmed[..end].ToString(), trimmed[(end + 1)..], out value);
        else
            return false;
        return true;
    }

    private static bool TryParseOtherUnit(ReadOnlySpan<char> text, out SpeedLimit limit)
    {
        foreach (var unit in s_metricUnits)
            if (text.EndsWith(unit, StringComparison.Ordinal))
                return SpeedLimit.TryParse(text[..^unit.Length].TrimEnd().ToString(), out limit) &&
                    limit is { Kind: SpeedLimitKind.Value, Unit: SpeedUnit.Kmh };
        limit = default;
        return false;
    }

    /// <summary>Where the colon behind a country (<c>DE</c>) or region (<c>BE-VLG</c>) stands; negative where there is none.</summary>
    private static int CountryEnd(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(':');
        if (end < CountryLength || !IsCapitals(text[..CountryLength]))
            return -1;
        return end == CountryLength || (text[CountryLength] == '-' && !text[..end].ContainsAnyExcept(s_regionCharacters)) ? end : -1;
    }

    private static bool IsCapitals(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('A', 'Z');

    private static bool TryReadRule(string country, ReadOnlySpan<char> rule, out MaxspeedValue value)
    {
        // Not an ISO code, and common.
        if (country == "UK")
            country = "GB";
        if (TryReadNumber(country, rule, out var posted))
        {
            value = new MaxspeedValue(posted, LimitZone.Unknown, country);
            return true;
        }

        var zone = rule switch
        {
            "urban" or "nsl_restricted" or "city" or "town" => LimitZone.Urban,
            "rural" or "nsl_single" or "nsl" or "national" => LimitZone.Rural,
            "motorroad" or "trunk" or "expressway" or "nsl_dual" or "express" => LimitZone.Motorroad,
            "motorway" => LimitZone.Motorway,
            "living_street" or "walk" or "pedestrian_zone" => LimitZone.LivingStreet,
            _ => LimitZone.Unknown,
        };
        var limit = rule is "walk" or "pedestrian_zone" ? CountryLimits.WalkingPace : CountryLimits.Of(country, zone);
        value = new MaxspeedValue(limit, zone, country);
        return zone != LimitZone.Unknown;
    }

    /// <summary><c>30</c>, <c>zone:30</c>, <c>zone30</c>, <c>30 mph</c>; without a unit, in that of the country's signs.</summary>
    private static bool TryReadNumber(string country, ReadOnlySpan<char> rule, out SpeedLimit limit)
    {
        if (rule.StartsWith("zone", StringComparison.Ordinal))
            rule = rule["zone".Length..].TrimStart(':').Trim();
        if (int.TryParse(rule, NumberStyles.None, CultureInfo.InvariantCulture, out _) && CountryLimits.AreMilesPerHour(country))
            return SpeedLimit.TryParse($"{rule} mph", out limit);
        return SpeedLimit.TryParse(rule.ToString(), out limit) && limit.Kind == SpeedLimitKind.Value;
    }
}
