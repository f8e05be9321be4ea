using Telemetry.Contracts.Geography;

namespace Telemetry.RoadNetwork.Geometry;

/// <summary>
/// Equirectangular metres around an origin: east is x, north is y. Good to 1 mm in 100 m and 1 % in 100 km at mid latitudes,
/// and a few multiplications per point. Immutable; safe to share.
/// </summary>
public readonly struct LocalProjection
{
    private readonly double _metresPerLonUnit;

    /// <summary>A projection around <paramref name="origin"/>, which becomes (0, 0).</summary>
    public LocalProjection(GeoPoint origin)
    {
        Origin = origin;
        // Not quite 0 at the poles, so that the way back stays finite.
        _metresPerLonUnit = Sphere.MetresPerUnit * Math.Max(Math.Cos(Sphere.Radians(origin.LatE7)), 1e-9);
    }

    /// <summary>The point that lies at (0, 0).</summary>
    public GeoPoint Origin { get; }

    /// <summary>Metres from the origin; the short way round across the antimeridian.</summary>
    public PlanarPoint ToPlane(GeoPoint point) => new(
        Sphere.EastwardE7(Origin.LonE7, point.LonE7) * _metresPerLonUnit,
        ((long)point.LatE7 - Origin.LatE7) * Sphere.MetresPerUnit);

    /// <summary>The nearest representable position; latitude stops at the poles, longitude wraps.</summary>
    public GeoPoint ToGeo(PlanarPoint point)
    {
        var lat = Origin.LatE7 + point.Y / Sphere.MetresPerUnit;
        var lon = Math.IEEERemainder(Origin.LonE7 + point.X / _metresPerLonUnit, 360 * GeoPoint.UnitsPerDegree);
        return new GeoPoint(
            (int)Math.Round(lon, MidpointRounding.AwayFromZero),
            (int)Math.Round(Math.Clamp(lat, -90 * GeoPoint.UnitsPerDegree, 90 * GeoPoint.UnitsPerDegree), MidpointRounding.AwayFromZero));
    }

    /// <summary>A box that holds every point within <paramref name="radiusM"/> metres of the origin.</summary>
    internal (long WestE7, long SouthE7, long EastE7, long NorthE7) BoxOf(double radiusM)
    {
        // A hair wider: the projection shrinks distances a little on the side of the equator.
        var halfHeight = (long)Math.Ceiling(radiusM * 1.001 / Sphere.MetresPerUnit) + 1;
        var halfWidth = (long)Math.Min(Math.Ceiling(radiusM * 1.001 / _metresPerLonUnit) + 1, 1_800_000_000);
        return (Origin.LonE7 - halfWidth, Origin.LatE7 - halfHeight, Origin.LonE7 + halfWidth, Origin.LatE7 + halfHeight);
    }
}
