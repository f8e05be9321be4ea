namespace Telemetry.MapMatching.Matching;

/// <summary>How far a vehicle went between two fixes, as well as its fixes tell.</summary>
internal static class Odometer
{
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
    public static double TravelledM(Track track, int from, int to)
    {
        double straight = track.DistanceM(from, to), sum = track.BySpeedM(from, to);
        return sum >= straight * SmallestShare && sum <= LargestShare * straight + SlackM ? sum : straight;
    }

    /// <summary>
    /// True where the vehicle was too slow to have gone to a fix, and to have gone on to the next: the fix jumped aside and back.
    /// </summary>
    /// <remarks>A sensor that reports too low a speed all along is no proof: then the fixes around are too far apart as well.</remarks>
    public static bool IsOutlier(Track track, int before, int fix, int after) =>
        IsTooFar(track, before, fix) && IsTooFar(track, fix, after) && !IsTooFar(track, before, after);

    private static bool IsTooFar(Track track, int from, int to) =>
        track.DistanceM(from, to) > (1 + NoiseShare) * track.BySpeedM(from, to) + NoiseM;
}
