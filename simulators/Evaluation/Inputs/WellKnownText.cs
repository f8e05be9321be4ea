using System.Globalization;
using Telemetry.Contracts.Geography;

namespace Telemetry.Evaluation.Inputs;

/// <summary>Reads <c>POINT</c>, <c>LINESTRING</c> and <c>MULTILINESTRING</c> of OGC well-known text, order lon, lat.</summary>
internal static class WellKnownText
{
    /// <summary>The lines of a geometry, a point as a line of one; none for an empty geometry or text.</summary>
    public static bool TryRead(string text, out List<GeoPoint[]> lines)
    {
        lines = [];
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty || rest.EndsWith("EMPTY", StringComparison.OrdinalIgnoreCase))
            return true;
        var open = rest.IndexOf('(');
        if (open < 0 || rest[^1] != ')')
            return false;
        var kind = rest[..open].Trim();
        var inner = rest[(open + 1)..^1];
        if (!kind.Equals("MULTILINESTRING", StringComparison.OrdinalIgnoreCase))
            return TryAdd(inner, lines);
        foreach (var part in inner.Split(')'))
        {
            var line = inner[part].Trim(", (\t");
            if (!line.IsEmpty && !TryAdd(line, lines))
                return false;
        }

        return true;
    }

    private static bool TryAdd(ReadOnlySpan<char> text, List<GeoPoint[]> lines)
    {
        var points = new List<GeoPoint>();
        foreach (var range in text.Split(','))
        {
            var pair = text[range].Trim();
            var space = pair.IndexOf(' ');
            if (space < 0 || !TryRead(pair[..space], 180, out var lon) || !TryRead(pair[space..].Trim(), 90, out var lat))
                return false;
            var point = GeoPoint.FromDegrees(lon, lat);
            if (points.Count == 0 || points[^1] != point)
                points.Add(point);
        }

        lines.Add([.. points]);
        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> text, double largest, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && Math.Abs(number) <= largest;
}
