using System.Globalization;
using Telemetry.Contracts.Limits;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// Reads <c>maxspeed</c>, <c>maxspeed:forward</c> and <c>maxspeed:backward</c>, after
/// https://wiki.openstreetmap.org/wiki/Key:maxspeed. Pure.
/// </summary>
internal static class MaxspeedTags
{
    // Walking pace has no number in law; German courts take 4 to 7 km/h, and a driven 7 is what a car can hold.
    private const int WalkKmh = 7;

    /// <summary>The limits in and against the way's order; null where none is tagged or understood.</summary>
    /// <param name="tags">A way's tags.</param>
    /// <param name="unread">True where a tag is there and is not understood.</param>
    public static (SpeedLimit? Forward, SpeedLimit? Backward) Read(OsmTags tags, out bool unread)
    {
        var both = Read(tags["maxspeed"], out var bothUnread);
        var forward = Read(tags["maxspeed:forward"], out var forwardUnread);
        var backward = Read(tags["maxspeed:backward"], out var backwardUnread);
        unread = bothUnread || forwardUnread || backwardUnread;
        return (forward ?? both, backward ?? both);
    }

    private static SpeedLimit? Read(string? text, out bool unread)
    {
        unread = false;
        if (text is null)
            return null;
        if (SpeedLimit.TryParse(text, out var limit))
            return limit;
        var read = text.Trim() == "walk" ? SpeedLimit.Kmh(WalkKmh) : ReadCountry(text.Trim());
        unread = read is null;
        return read;
    }

    /// <summary>Values such as <c>DE:urban</c>, <c>DE:30</c>, <c>DE:zone:30</c> and <c>DE:zone30</c>.</summary>
    private static SpeedLimit? ReadCountry(string text)
    {
        // Two letters of ISO 3166-1 and a colon.
        if (text.Length < 4 || text[2] != ':' || !char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1]))
            return null;
        var rest = text.AsSpan(3);
        if (rest.StartsWith("zone", StringComparison.Ordinal))
            rest = rest["zone".Length..].TrimStart(':');
        // Countries that post miles per hour leave the unit out here.
        var isMetric = !(text.StartsWith("GB", StringComparison.Ordinal) || text.StartsWith("UK", StringComparison.Ordinal) ||
            text.StartsWith("US", StringComparison.Ordinal));
        if (isMetric && int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= 250)
            return SpeedLimit.Kmh(value);
        return text switch
        {
            "DE:urban" or "FI:urban" or "AT:urban" or "CH:urban" => SpeedLimit.Kmh(50),
            "DE:rural" or "AT:rural" => SpeedLimit.Kmh(100),
            "DE:motorway" => SpeedLimit.Unlimited,
            "DE:living_street" or "DE:walk" => SpeedLimit.Kmh(WalkKmh),
            "CH:rural" or "FI:rural" => SpeedLimit.Kmh(80),
            "AT:motorway" => SpeedLimit.Kmh(130),
            "CH:motorway" or "FI:motorway" => SpeedLimit.Kmh(120),
            _ => null,
        };
    }
}
