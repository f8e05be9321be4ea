using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// Which fixes of a message lie off the ends of the trip: the first and last 150 m of a drive show where somebody lives, and
/// are never used. Distance is taken as the crow flies from the trip's outermost fix, which is never more than what was
/// driven and does not grow while a parked car's position wanders. Two neighbouring fixes must be that far away, so that
/// a single outlier ends nothing.
/// </summary>
/// <param name="First">First usable fix; above <paramref name="Last"/> where none is.</param>
/// <param name="Last">Last usable fix.</param>
internal readonly record struct TripEnds(int First, int Last)
{
    /// <summary>Metres at either end of a trip that are never used.</summary>
    public const double UnusedM = 150;

    public static TripEnds Of(DriveObservation drive)
    {
        var fixes = drive.Fixes;
        var (first, last) = (0, fixes.Count - 1);
        if (drive.FirstOfSession)
            while (first <= last && !IsAway(fixes, first, first + 1, fixes[0]))
                first++;
        if (drive.LastOfSession)
            while (last >= first && !IsAway(fixes, last, last - 1, fixes[^1]))
                last--;
        return new TripEnds(first, last);
    }

    private static bool IsAway(IReadOnlyList<Fix> fixes, int index, int next, Fix end) =>
        next >= 0 && next < fixes.Count &&
        Sphere.DistanceM(fixes[index].Position, end.Position) >= UnusedM &&
        Sphere.DistanceM(fixes[next].Position, end.Position) >= UnusedM;
}
