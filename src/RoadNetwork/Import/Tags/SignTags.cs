using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// Reads the traffic signs of a node, after https://wiki.openstreetmap.org/wiki/Key:traffic_sign: <c>traffic_sign</c> with further
/// plates (<c>traffic_sign:2</c> …), <c>traffic_sign:forward</c> and <c>:backward</c>, and <c>highway=traffic_sign</c> with a
/// <c>maxspeed</c>. Codes are kept as tagged, those of one post joined by semicolons. Pure.
/// </summary>
internal static class SignTags
{
    private const string Key = "traffic_sign";

    private const int MostPlates = 9;

    private static readonly string[] s_compass =
        ["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"];

    /// <summary>True where a node has a sign; traffic signals are none.</summary>
    public static bool Has(OsmTags tags) => tags[Key] is not null || tags.HasPrefix(Key + ":") || tags.Has("highway", Key);

    /// <summary>Adds the signs of a node; none where the tags say that there is a sign but not which.</summary>
    public static void Read(OsmTags tags, List<SignText> signs)
    {
        var (along, facesDeg) = Direction(tags[Key + ":direction"] ?? tags["direction"]);
        var limit = Limit(tags, "maxspeed");
        if (Plates(tags, Key) is { } code)
            signs.Add(new SignText(code, along, facesDeg, limit));
        else if (limit is not null && tags.Has("highway", Key))
            signs.Add(new SignText("maxspeed", along, facesDeg, limit));
        if (Plates(tags, Key + ":forward") is { } forward)
            signs.Add(new SignText(forward, TravelDirection.Forward, null, Limit(tags, "maxspeed:forward") ?? limit));
        if (Plates(tags, Key + ":backward") is { } backward)
            signs.Add(new SignText(backward, TravelDirection.Backward, null, Limit(tags, "maxspeed:backward") ?? limit));
    }

    /// <summary>The country that a code names; null where it names none.</summary>
    public static string? CountryOf(string code) =>
        code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z', ':', ..] ? code[..2] : null;

    private static string? Plates(OsmTags tags, string key)
    {
        var code = tags[key];
        if (string.IsNullOrWhiteSpace(code) || code is "yes" or "no" or "none")
            return null;
        for (var plate = 2; plate <= MostPlates && tags[$"{key}:{plate.ToString(CultureInfo.InvariantCulture)}"] is { } more; plate++)
            code += ";" + more;
        return code;
    }

    private static SpeedLimit? Limit(OsmTags tags, string key) =>
        tags[key] is { } text && MaxspeedValue.TryRead(text, out var value) ? value.Limit : null;

    private static (TravelDirection? Along, double? FacesDeg) Direction(string? text) => text switch
    {
        null => (null, null),
        "forward" => (TravelDirection.Forward, null),
        "backward" => (TravelDirection.Backward, null),
        _ when Array.IndexOf(s_compass, text) is >= 0 and var point => (null, point * 22.5),
        _ when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var degrees) && degrees <= 360 =>
            (null, degrees),
        _ => (null, null),
    };
}
