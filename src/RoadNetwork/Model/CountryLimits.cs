using System.Collections.Frozen;
using Telemetry.Contracts.Limits;

namespace Telemetry.RoadNetwork.Model;

/// <summary>
/// What cars may drive by law where no sign says otherwise, by country and zone. From
/// https://wiki.openstreetmap.org/wiki/Default_speed_limits (October 2023, where each row's law is cited) and, for values that OSM's
/// own codes name, https://wiki.openstreetmap.org/wiki/Speed_limits. A dash stands where the law has no one number: where it goes by
/// lanes, carriageways, surface or region. Pure; safe to call from any thread.
/// </summary>
internal static class CountryLimits
{
    // Country or region, then urban, rural, motorroad, motorway, living street; "m" for miles per hour.
    private const string Table = """
        AD 50 - - - 20
        AE - 100 - 120 -
        AL 40 80 90 110 -
        AM 60 90 - 110 20
        AR - 110 - 130 -
        AT 50 100 100 130 walk
        AU 50 100 - - -
        AZ 60 90 - 110 20
        BA 50 80 100 130 walk
        BE 50 - 120 120 20
        BE-BRU 30 70 120 120 20
        BE-VLG 50 70 120 120 20
        BE-WAL 50 90 120 120 20
        BG 50 90 120 140 20
        BY 60 90 - 110 20
        CH 50 80 100 120 20
        CL 50 100 - - -
        CN 50 70 - 120 -
        CO 50 90 - 120 -
        CY 50 80 - 100 -
        CZ 50 90 110 130 20
        DE 50 100 - none walk
        DK 50 80 80 130 15
        EE 50 90 - - 20
        EG 60 90 - - -
        ES - 90 - 120 20
        FI 50 80 - 120 20
        FR 50 80 110 130 20
        GB 30m 60m 70m 70m -
        GE 60 90 - 110 20
        GR 50 90 110 130 -
        HK 50 50 - - -
        HR 50 90 110 130 walk
        HU 50 90 110 130 20
        ID 50 80 - 100 -
        IE 50 80 - 120 -
        IL 50 80 90 110 30
        IM 30m 60m - - 20m
        IN 70 70 100 120 -
        IS 50 - - - 10
        IT 50 90 110 130 -
        JP 60 60 - 100 -
        KE 50 100 110 - -
        KG 60 90 - 110 -
        KR 50 60 80 80 -
        KZ 60 110 - 140 20
        LI 50 80 - - -
        LT 50 90 120 130 20
        LU 50 90 - 130 20
        LV 50 90 110 - 20
        MD 50 90 110 - 20
        MK 50 90 110 130 -
        MN 60 80 - - 20
        MT 50 80 - - -
        NA 60 100 - 120 -
        NG 50 80 - 100 -
        NL 50 80 100 130 15
        NO 50 80 - 110 walk
        NZ 50 100 - - 10
        PL 50 90 - 140 20
        PT 50 90 100 120 20
        PY 50 110 - - -
        RO 50 90 - 130 20
        RS 50 80 100 130 10
        RU 60 90 - 110 20
        SE 50 70 - 110 walk
        SG 50 50 - - -
        SI 50 90 110 130 10
        SK 50 90 130 130 20
        TH 80 90 100 - -
        TN 50 90 - 110 -
        TR 50 90 110 120 -
        TW 50 50 - - -
        UA 50 90 110 130 20
        US - - - - -
        UY 45 90 - - -
        UZ 70 100 - - -
        VN - 80 90 120 -
        XK 50 80 110 130 -
        ZA 60 100 - 120 -
        """;

    // Those that have "m" in the table, the United States and islands whose limits are not by zone.
    private static readonly FrozenSet<string> s_milesPerHour = FrozenSet.Create(StringComparer.Ordinal, "GB", "GG", "IM", "JE", "US");

    private static readonly FrozenDictionary<string, SpeedLimit?[]> s_rows = Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(row => row.Split(' '))
        .ToFrozenDictionary(row => row[0], row => Array.ConvertAll(row[1..], Limit), StringComparer.Ordinal);

    /// <summary>
    /// Walking pace has no number in law; German courts take 4 to 7 km/h, and a driven 7 is what a car can hold.
    /// </summary>
    public static SpeedLimit WalkingPace => SpeedLimit.Kmh(7);

    /// <summary>The limit of a zone; null where it is not known or not one number.</summary>
    /// <param name="country">ISO 3166-1 in two capitals, or such a country's region in ISO 3166-2; a region that is not known is its country.</param>
    /// <param name="zone">The zone.</param>
    public static SpeedLimit? Of(string country, LimitZone zone) =>
        zone != LimitZone.Unknown && (s_rows.TryGetValue(country, out var row) || s_rows.TryGetValue(NationOf(country), out row))
            ? row[(int)zone - 1]
            : null;

    /// <summary>True where signs without a unit are in miles per hour.</summary>
    public static bool AreMilesPerHour(string country) => s_milesPerHour.Contains(NationOf(country));

    private static string NationOf(string country) => country.Length > 2 ? country[..2] : country;

    private static SpeedLimit? Limit(string text) => text switch
    {
        "-" => null,
        "walk" => WalkingPace,
        [.. var miles, 'm'] => SpeedLimit.TryParse(miles + " mph", out var limit) ? limit : null,
        _ => SpeedLimit.TryParse(text, out var limit) ? limit : null,
    };
}
