namespace Telemetry.Contracts.Geography;

/// <summary>
/// An axis-parallel box in 1e-7 degrees, edges included. It never crosses the antimeridian: West is at most East.
/// </summary>
/// <param name="WestE7">Smallest longitude in 1e-7 degrees.</param>
/// <param name="SouthE7">Smallest latitude in 1e-7 degrees.</param>
/// <param name="EastE7">Largest longitude in 1e-7 degrees.</param>
/// <param name="NorthE7">Largest latitude in 1e-7 degrees.</param>
public readonly record struct GeoBox(int WestE7, int SouthE7, int EastE7, int NorthE7)
{
    /// <summary>The smallest box around the points.</summary>
    /// <exception cref="ArgumentException">There are no points.</exception>
    public static GeoBox Around(ReadOnlySpan<GeoPoint> points)
    {
        if (points.IsEmpty)
            throw new ArgumentException("A box needs at least one point.", nameof(points));
        var box = new GeoBox(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        foreach (var point in points)
            box = box.Including(point);
        return box;
    }

    /// <summary>This box grown so that it holds <paramref name="point"/>.</summary>
    public GeoBox Including(GeoPoint point) => new(
        Math.Min(WestE7, point.LonE7), Math.Min(SouthE7, point.LatE7),
        Math.Max(EastE7, point.LonE7), Math.Max(NorthE7, point.LatE7));

    /// <summary>The smallest box around both.</summary>
    public GeoBox Union(GeoBox other) => new(
        Math.Min(WestE7, other.WestE7), Math.Min(SouthE7, other.SouthE7),
        Math.Max(EastE7, other.EastE7), Math.Max(NorthE7, other.NorthE7));

    /// <summary>True where the boxes share at least a point.</summary>
    public bool Intersects(GeoBox other) =>
        WestE7 <= other.EastE7 && other.WestE7 <= EastE7 && SouthE7 <= other.NorthE7 && other.SouthE7 <= NorthE7;

    /// <summary>True where the point lies in the box or on its edge.</summary>
    public bool Contains(GeoPoint point) =>
        WestE7 <= point.LonE7 && point.LonE7 <= EastE7 && SouthE7 <= point.LatE7 && point.LatE7 <= NorthE7;
}
