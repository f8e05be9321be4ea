using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Facts;

/// <summary>The grid of about 0.1 m to which learned positions are rounded.</summary>
internal static class LearnedStep
{
    private const double StepM = 0.1;
    private const int WidestStep = 1_000;
    private const int LargestLonE7 = 1_800_000_000;
    private const int LargestLatE7 = 900_000_000;

    /// <summary>The nearest position on the grid.</summary>
    public static GeoPoint Round(GeoPoint point)
    {
        var latStep = (int)Math.Round(StepM / Sphere.MetresPerUnit);
        var shrink = Math.Cos(point.LatDeg * Math.PI / 180);
        var lonStep = (int)Math.Clamp(Math.Round(StepM / (Sphere.MetresPerUnit * shrink)), latStep, WidestStep);
        // The grid does not end where the planet does.
        return new GeoPoint(
            Math.Clamp(Round(point.LonE7, lonStep), -LargestLonE7, LargestLonE7),
            Math.Clamp(Round(point.LatE7, latStep), -LargestLatE7, LargestLatE7));
    }

    private static int Round(int value, int step) =>
        (int)(Math.Round(value / (double)step, MidpointRounding.AwayFromZero) * step);
}
