using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapMatching.Matching;

/// <summary>How far a vehicle went between two fixes, as well as its fixes tell.</summary>
internal static class Odometer
{
    // Trapezoids over a longer time miss too much of what happened between.
    private const long LongestStepMs = 10_000;
    private const double SlackM = 30;

    /// <summary>
    /// Metres travelled from one fix to another: speed over time where every fix between has a speed and the sum is not absurd
    /// beside the straight line, otherwise the straight line.
    /// </summary>
    public static double TravelledM(ReadOnlySpan<Fix> fixes, int from, int to)
    {
        var straight = Sphere.DistanceM(fixes[from].Position, fixes[to].Position);
        double sum = 0;
        for (var i = from + 1; i <= to; i++)
        {
            var time = fixes[i].TimeMs - fixes[i - 1].TimeMs;
            if (time > LongestStepMs)
                return straight;
            // NaN where a speed is unknown, and stays NaN.
            sum += time * 0.001 * (fixes[i].SpeedMps + (double)fixes[i - 1].SpeedMps) / 2;
        }

        return sum >= straight / 2 - SlackM && sum <= 4 * straight + 4 * SlackM ? sum : straight;
    }

    /// <summary>Seconds from one fix to another, 0 or more.</summary>
    public static double Seconds(in Fix from, in Fix to) => Math.Max(0, to.TimeMs - from.TimeMs) * 0.001;

    /// <summary>True where a vehicle can have gone from one fix to the other in the time between.</summary>
    public static bool IsPossible(in Fix from, in Fix to, double fastestMps, double slackM) =>
        Sphere.DistanceM(from.Position, to.Position) <= fastestMps * Seconds(from, to) + slackM;

    /// <summary>Bearing from one position to another; NaN where they are nearer than a floor.</summary>
    public static double CourseDeg(GeoPoint from, GeoPoint to, double floorM) =>
        Sphere.DistanceM(from, to) < floorM ? double.NaN : Sphere.BearingDeg(from, to);
}
