using System.Globalization;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// Reads <c>width:carriageway</c> or else <c>width</c>: <c>3.5</c>, <c>3.5 m</c>, <c>350 cm</c>, <c>12'6"</c>, <c>10 ft</c>, after
/// https://wiki.openstreetmap.org/wiki/Key:width. Pure.
/// </summary>
internal static class WidthTags
{
    private const double MetresPerFoot = 0.3048;
    private const double MetresPerInch = 0.0254;
    private const double WidestM = 200;

    /// <summary>Metres in steps of 0.01; null where no width is tagged or understood.</summary>
    public static float? Read(OsmTags tags, TagFindings findings)
    {
        if (!tags.HasPrefix("width"))
            return null;
        var key = tags["width:carriageway"] is null ? "width" : "width:carriageway";
        if (tags[key] is not { } text)
            return null;
        var metres = Metres(text.Trim());
        if (metres is >= 0.005 and <= WidestM)
            return (float)(Math.Round(metres.Value * 100) / 100);
        findings.Add(TagFinding.UnreadWidth, key, text);
        return null;
    }

    private static double? Metres(string text)
    {
        if (text.Split('\'') is [var feet, var rest] && rest is "" or [.., '"'])
            return Number(feet) * MetresPerFoot + (rest.Length == 0 ? 0 : Number(rest[..^1]) * MetresPerInch);
        foreach (var (unit, metres) in (ReadOnlySpan<(string, double)>)[("cm", 0.01), ("m", 1), ("ft", MetresPerFoot)])
            if (text.EndsWith(unit, StringComparison.Ordinal))
                return Number(text[..^unit.Length].TrimEnd()) * metres;
        return Number(text);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
