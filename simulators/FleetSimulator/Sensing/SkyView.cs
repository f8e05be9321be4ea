using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Sensing;

/// <summary>
/// How much of the sky the surroundings hide at every place of the planet: a smooth random field, the same for all vehicles
/// of a simulation. Standard normal everywhere, correlated over about 90 m, a block of houses (0.0012 degrees of
/// longitude by 0.0008 of latitude). Larger is worse. Immutable; safe to share.
/// </summary>
/// <remarks>Value noise: chances on a grid that follow from the corner's number, blended between the four corners.</remarks>
internal sealed class SkyView(ulong seed)
{
    private const double CornersPerLonDeg = 1 / 0.0012;
    private const double CornersPerLatDeg = 1 / 0.0008;

    /// <summary>The field at a place.</summary>
    public double At(double lonDeg, double latDeg)
    {
        double x = lonDeg * CornersPerLonDeg, y = latDeg * CornersPerLatDeg;
        double west = Math.Floor(x), south = Math.Floor(y);
        double east = Blend(x - west), north = Blend(y - south);
        var corner = Corner((long)west, (long)south);
        double a = (1 - east) * (1 - north), b = east * (1 - north), c = (1 - east) * north, d = east * north;
        var sum = a * corner + b * Corner((long)west + 1, (long)south) +
            c * Corner((long)west, (long)south + 1) + d * Corner((long)west + 1, (long)south + 1);
        // A mean of four varies less than one; this makes up for it.
        return sum / Math.Sqrt(a * a + b * b + c * c + d * d);
    }

    private static double Blend(double t) => t * t * (3 - 2 * t);

    private double Corner(long x, long y)
    {
        var bits = seed ^ ((ulong)x * 0x9E3779B97F4A7C15) ^ ((ulong)y * 0xC2B2AE3D27D4EB4F);
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return NormalTable.At(bits ^ (bits >> 31));
    }
}
