using Telemetry.Contracts.Geography;

namespace Telemetry.MapStore.Published;

/// <summary>What the published map asks of a line; the same arithmetic on every backend. Pure.</summary>
internal static class LineGeometry
{
    /// <summary>Mean radius of the Earth (IUGG).</summary>
    private const double EarthRadiusM = 6_371_008.8;

    private const double RadiansPerUnit = Math.PI / 180 / GeoPoint.UnitsPerDegree;

    /// <summary>True where the line shares at least a point with the box; exact.</summary>
    public static bool Meets(ReadOnlySpan<GeoPoint> line, GeoBox box)
    {
        for (var i = 1; i < line.Length; i++)
        {
            if (Meets(line[i - 1], line[i], box))
                return true;
        }

        return line.Length == 1 && box.Contains(line[0]);
    }

    /// <summary>
    /// Metres from a point to the nearest place on the line, on a plane that touches the Earth at the point: right to a
    /// millimetre within a kilometre.
    /// </summary>
    public static double DistanceM(ReadOnlySpan<GeoPoint> line, GeoPoint point)
    {
        var perLat = EarthRadiusM * RadiansPerUnit;
        var perLon = perLat * Math.Cos(point.LatE7 * RadiansPerUnit);
        var nearest = double.PositiveInfinity;
        for (var i = 1; i < line.Length; i++)
        {
            double ax = ((double)line[i - 1].LonE7 - point.LonE7) * perLon, ay = ((double)line[i - 1].LatE7 - point.LatE7) * perLat;
            double bx = ((double)line[i].LonE7 - point.LonE7) * perLon, by = ((double)line[i].LatE7 - point.LatE7) * perLat;
            double dx = bx - ax, dy = by - ay;
            var squared = dx * dx + dy * dy;
            var along = squared > 0 ? Math.Clamp(-(ax * dx + ay * dy) / squared, 0, 1) : 0;
            double x = ax + along * dx, y = ay + along * dy;
            nearest = Math.Min(nearest, Math.Sqrt(x * x + y * y));
        }

        return nearest;
    }

    /// <summary>A box that holds everything within <paramref name="radiusM"/> of the point, a little larger.</summary>
    public static GeoBox BoxAround(GeoPoint point, double radiusM)
    {
        var lat = radiusM / (EarthRadiusM * RadiansPerUnit) + 1;
        var lon = lat / Math.Max(0.01, Math.Cos((Math.Abs(point.LatE7) + lat) * RadiansPerUnit)) + 1;
        return new GeoBox(
            (int)Math.Max(point.LonE7 - lon, -1_800_000_000), (int)Math.Max(point.LatE7 - lat, -900_000_000),
            (int)Math.Min(point.LonE7 + lon, 1_800_000_000), (int)Math.Min(point.LatE7 + lat, 900_000_000));
    }

    private static bool Meets(GeoPoint a, GeoPoint b, GeoBox box)
    {
        if (!box.Intersects(GeoBox.Around([a, b])))
            return false;
        // The boxes meet: the piece misses the box only where all four corners lie strictly on one side of it.
        int left = 0, right = 0;
        foreach (var corner in (ReadOnlySpan<GeoPoint>)
            [new(box.WestE7, box.SouthE7), new(box.EastE7, box.SouthE7), new(box.EastE7, box.NorthE7), new(box.WestE7, box.NorthE7)])
        {
            var side = ((Int128)b.LonE7 - a.LonE7) * ((Int128)corner.LatE7 - a.LatE7)
                - ((Int128)b.LatE7 - a.LatE7) * ((Int128)corner.LonE7 - a.LonE7);
            if (side >= 0)
                left++;
            if (side <= 0)
                right++;
        }

        return left > 0 && right > 0;
    }
}
