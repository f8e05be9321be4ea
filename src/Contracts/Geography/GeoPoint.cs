using System.Globalization;

namespace Telemetry.Contracts.Geography;

/// <summary>
/// A WGS 84 position in whole 1e-7 degrees (1.1 cm or less): the platform's resolution, as OSM's. Longitude first.
/// </summary>
/// <param name="LonE7">Longitude in 1e-7 degrees, -1,800,000,000 to 1,800,000,000.</param>
/// <param name="LatE7">Latitude in 1e-7 degrees, -900,000,000 to 900,000,000.</param>
public readonly record struct GeoPoint(int LonE7, int LatE7)
{
    /// <summary>Units in one degree.</summary>
    public const double UnitsPerDegree = 1e7;

    /// <summary>Longitude in degrees, east positive.</summary>
    public double LonDeg => LonE7 / UnitsPerDegree;

    /// <summary>Latitude in degrees, north positive.</summary>
    public double LatDeg => LatE7 / UnitsPerDegree;

    /// <summary>The nearest representable position; halves round away from zero.</summary>
    /// <param name="lonDeg">Longitude in degrees, -180 to 180.</param>
    /// <param name="latDeg">Latitude in degrees, -90 to 90.</param>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate is not a number or off the planet.</exception>
    public static GeoPoint FromDegrees(double lonDeg, double latDeg)
    {
        // The negated form refuses NaN as well.
        if (!(Math.Abs(lonDeg) <= 180))
            throw new ArgumentOutOfRangeException(nameof(lonDeg), lonDeg, "Longitude must be -180 to 180 degrees.");
        if (!(Math.Abs(latDeg) <= 90))
            throw new ArgumentOutOfRangeException(nameof(latDeg), latDeg, "Latitude must be -90 to 90 degrees.");
        return new GeoPoint(
            (int)Math.Round(lonDeg * UnitsPerDegree, MidpointRounding.AwayFromZero),
            (int)Math.Round(latDeg * UnitsPerDegree, MidpointRounding.AwayFromZero));
    }

    /// <summary><c>lon,lat</c> in degrees with seven decimals.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LonDeg:F7},{LatDeg:F7}");
}
