using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapMatching.Matching;

/// <summary>How far a vehicle went between two fixes, as well as its fixes tell.</summary>
internal static class Odometer
{
    // Trapezoids over a longer time miss too much of what happened between.
    private const long LongestStepMs = 10_000;
    // Beyond these the sensor is wrong, not the position: shares of the straight line, and metres of turning on the spot.
    private const double SmallestShare = 1.0 / 3;
    private const double LargestShare = 4;
    private const double SlackM = 120;
    // What two sound fixes may add to the way between them, in metres and as a share of it.
    private const double NoiseM = 10;
    private const double NoiseShare = 0.15;

    /// <summary>
    /// Metres travelled from one fix to another: speed over time where every fix between has a speed and the sum is not absurd
    /// beside the straight line, otherwise the straight line.
    /// </summary>
    public static double TravelledM(ReadOnlySpan<Fix> fixes, int from, int to)
    {
        var straight = Sphere.DistanceM(fixes[from].Position, fixes[to].Position);
        var sum = BySpeedM(fixes, from, to);
        return sum >= straight * SmallestShare && sum <= LargestShare * straight + SlackM ? sum : straight;
    }

    /// <summary>
    /// True where the vehicle was too slow to have gone to a fix, and to have gone on to the next: the fix jumped aside and back.
    /// </summary>
    /// <remarks>A sensor that reports too low a speed all along is no proof: then the fixes around are too far apart as well.</remarks>
    public static bool IsOutlier(ReadOnlySpan<Fix> fixes, int before, int fix, int after) =>
        IsTooFar(fixes, before, fix) && IsTooFar(fixes, fix, after) && !IsTooFar(fixes, before, after);

    /// <summary>Seconds from one fix to another, 0 or more.</summary>
    public static double Seconds(in Fix from, in Fix to) => Math.Max(0, to.TimeMs - from.TimeMs) * 0.001;

    /// <summary>True where a vehicle can have gone from one fix to the other in the time between.</summary>
    public static bool IsPossible(in Fix from, in Fix to, double fastestMps, double slackM) =>
        Sphere.DistanceM(from.Position, to.Position) <= fastestMps * Seconds(from, to) + slackM;

    private static bool IsTooFar(ReadOnlySpan<Fix> fixes, int from, int to) =>
        Sphere.DistanceM(fixes[from].Position, fixes[to].Position) > (1 + NoiseShare) * BySpeedM(fixes, from, to) + NoiseM;

    /// <summary>Speed over time in trapezoids; NaN where a speed is unknown or the time between two fixes too long.</summary>
    private static double BySpeedM(ReadOnlySpan<Fix> fixes, int from, int to)
    {
        double sum = 0;
        for (var i = from + 1; i <= to; i++)
        {
            var time = fixes[i].TimeMs - fixes[i - 1].TimeMs;
            if (time > LongestStepMs)
                return double.NaN;
            sum += time * 0.001 * (fixes[i].SpeedMps + (double)fixes[i - 1].SpeedMps) / 2;
        }

        return sum;
    }
}
