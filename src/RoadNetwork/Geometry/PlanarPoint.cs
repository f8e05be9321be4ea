namespace Telemetry.RoadNetwork.Geometry;

/// <summary>A position or a vector in metres on a <see cref="LocalProjection"/>.</summary>
/// <param name="X">Metres eastwards.</param>
/// <param name="Y">Metres northwards.</param>
public readonly record struct PlanarPoint(double X, double Y)
{
    /// <summary>Euclidean length in metres.</summary>
    public double Length => Math.Sqrt(X * X + Y * Y);

    /// <summary>Bearing of the vector in degrees clockwise from north, 0 to below 360; 0 for the null vector.</summary>
    public double BearingDeg => Sphere.Normalized(Math.Atan2(X, Y) * 180 / Math.PI);

    /// <summary>Vector sum.</summary>
    public static PlanarPoint operator +(PlanarPoint a, PlanarPoint b) => new(a.X + b.X, a.Y + b.Y);

    /// <summary>Vector from <paramref name="b"/> to <paramref name="a"/>.</summary>
    public static PlanarPoint operator -(PlanarPoint a, PlanarPoint b) => new(a.X - b.X, a.Y - b.Y);

    /// <summary>Vector stretched by a factor.</summary>
    public static PlanarPoint operator *(PlanarPoint a, double factor) => new(a.X * factor, a.Y * factor);
}
