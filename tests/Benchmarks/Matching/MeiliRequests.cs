using System.Globalization;
using System.Text;
using Telemetry.Contracts.Geography;
using Telemetry.Evaluation.Inputs;

namespace Telemetry.Benchmarks.Matching;

/// <summary>Drives as requests to Valhalla, and its answers as lines.</summary>
internal static class MeiliRequests
{
    /// <summary>Meili's strongest setting found on the drives around Heidelberg; its defaults are 10 and 0.</summary>
    public const string Settings = "interpolation_distance 60, turn_penalty_factor 200";

    private const double PolylineUnit = 1e-6;

    /// <summary>One request in JSON per line: positions only, as it matches them best.</summary>
    public static void Write(string file, IEnumerable<Drive> drives)
    {
        using var writer = new StreamWriter(file);
        foreach (var drive in drives)
            writer.WriteLine(Request(drive));
    }

    /// <summary>The lines of an answer per line; none where a request failed.</summary>
    public static IReadOnlyList<IReadOnlyList<GeoPoint[]>> ReadShapes(string file, int count)
    {
        var lines = File.ReadAllText(file).Split('\n');
        return [.. Enumerable.Range(0, count).Select(i =>
            (IReadOnlyList<GeoPoint[]>)(i < lines.Length && lines[i].Length > 0 ? [Decode(lines[i])] : []))];
    }

    private static string Request(Drive drive)
    {
        var text = new StringBuilder("""{"costing":"auto","shape_match":"map_snap","trace_options":{"interpolation_distance":60,"turn_penalty_factor":200},"filters":{"attributes":["shape"],"action":"include"},"shape":[""");
        foreach (var fix in drive.Fixes)
            text.Append(CultureInfo.InvariantCulture, $"{{\"lat\":{fix.Position.LatDeg:F7},\"lon\":{fix.Position.LonDeg:F7}}},");
        text.Length--;
        return text.Append("]}").ToString();
    }

    /// <summary>Google's polyline algorithm with six digits, latitude first.</summary>
    private static GeoPoint[] Decode(string text)
    {
        var points = new List<GeoPoint>();
        long lat = 0, lon = 0;
        for (var at = 0; at < text.Length;)
        {
            lat += Number(text, ref at);
            lon += Number(text, ref at);
            points.Add(GeoPoint.FromDegrees(lon * PolylineUnit, lat * PolylineUnit));
        }

        return [.. points];
    }

    private static long Number(string text, ref int at)
    {
        long bits = 0;
        for (var shift = 0; ; shift += 5)
        {
            long group = text[at++] - 63;
            bits |= (group & 31) << shift;
            if (group < 32)
                return (bits & 1) == 0 ? bits >> 1 : ~(bits >> 1);
        }
    }
}
