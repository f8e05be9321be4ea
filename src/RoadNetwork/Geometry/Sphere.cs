using Telemetry.Contracts.Geography;

namespace Telemetry.RoadNetwork.Geometry;

/// <summary>
/// Lengths and bearings on a sphere of the Earth's mean radius. Every length of a road in the platform comes from here, so
/// that a segment's length and the metres along it agree to the last bit. Pure; safe to call from any thread.
/// </summary>
public static class Sphere
{
    /// <summary>The Earth's mean radius (IUGG) in metres.</summary>
    public const double EarthRadiusM = 6_371_008.8;

    /// <summary>Metres in 1e-7 degrees along a meridian.</summary>
    public const double MetresPerUnit = EarthRadiusM * RadiansPerUnit;

    private const double RadiansPerUnit = Math.PI / (180 * GeoPoint.UnitsPerDegree);
    private const int HalfTurnE7 = 1_800_000_000;
    private const long FullTurnE7 = 3_600_000_000;

    /// <summary>Great-circle distance in metres (haversine, accurate for short distances); the short way round.</summary>
    public static double DistanceM(GeoPoint a, GeoPoint b)
    {
        var halfLat = ((long)b.LatE7 - a.LatE7) * RadiansPerUnit / 2;
        var halfLon = EastwardE7(a.LonE7, b.LonE7) * RadiansPerUnit / 2;
        var sinLat = Math.Sin(halfLat);
        var sinLon = Math.Sin(halfLon);
        var h = sinLat * sinLat +
            Math.Cos(a.LatE7 * RadiansPerUnit) * Math.Cos(b.LatE7 * RadiansPerUnit) * sinLon * sinLon;
        return 2 * EarthRadiusM * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    /// <summary>Length of a line in metres: its pieces' distances added in order. 0 for fewer than two points.</summary>
    public static double LengthM(ReadOnlySpan<GeoPoint> line)
    {
        double sum = 0;
        for (var i = 1; i < line.Length; i++)
            sum += DistanceM(line[i - 1], line[i]);
        return sum;
    }

    /// <summary>Initial bearing in degrees clockwise from north, 0 to below 360; 0 where the points are equal.</summary>
    public static double BearingDeg(GeoPoint from, GeoPoint to)
    {
        var east = EastwardE7(from.LonE7, to.LonE7) * RadiansPerUnit;
        double fromLat = from.LatE7 * RadiansPerUnit, toLat = to.LatE7 * RadiansPerUnit;
        // cos(a)·sin(b) − sin(a)·cos(b)·cos(east), written so that nothing cancels on short lines.
        var halfSin = Math.Sin(east / 2);
        var north = Math.Sin(toLat - fromLat) + 2 * Math.Sin(fromLat) * Math.Cos(toLat) * halfSin * halfSin;
        return Normalized(Math.Atan2(Math.Sin(east) * Math.Cos(toLat), north) * 180 / Math.PI);
    }

    /// <summary>Smallest angle between two bearings, 0 to 180 degrees.</summary>
    public static double AngleBetweenDeg(double a, double b)
    {
        var difference = Math.Abs(a - b) % 360;
        return difference > 180 ? 360 - difference : difference;
    }

    /// <summary>A bearing brought into 0 to below 360 degrees.</summary>
    public static double Normalized(double bearingDeg)
    {
        var rest = bearingDeg % 360;
        // A tiny negative rest rounds to 360 itself when added.
        return rest >= 0 ? rest : rest + 360 < 360 ? rest + 360 : 0;
    }

    /// <summary>Units of longitude from one meridian eastwards to another, the short way round: half a turn either way.</summary>
    internal static long EastwardE7(int fromLonE7, int toLonE7)
    {
        var east = (long)toLonE7 - fromLonE7;
        return east > HalfTurnE7 ? east - FullTurnE7 : east < -HalfTurnE7 ? east + FullTurnE7 : east;
    }

    /// <summary>Radians of an angle in 1e-7 degrees.</summary>
    internal static double Radians(int angleE7) => angleE7 * RadiansPerUnit;
}
