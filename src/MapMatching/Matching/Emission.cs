using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapMatching.Matching;

/// <summary>
/// How well a place on a road explains a fix, as natural logarithms up to a constant that all places share. Position errors of
/// real traces have heavy tails, so distance is judged by Student's t with four degrees of freedom instead of the normal
/// distribution of Newson and Krumm (2009).
/// </summary>
internal sealed class Emission(MatchOptions options)
{
    private const double DegreesOfFreedom = 4;
    // Below this a heading is held or noise, and says nothing.
    private const double SlowestWithHeadingMps = 1.5;
    private const double SpeedScaleMps = 3;
    private const double LargestSpeedPenalty = 4;

    /// <summary>Scale of the position error of the drive at hand, in metres.</summary>
    public double ScaleM { get; set; } = options.ErrorScaleM.Smallest;

    /// <summary>Evidence of position for a road at a distance.</summary>
    public double OfDistance(double distanceM)
    {
        var scaled = distanceM / ScaleM;
        return -(DegreesOfFreedom + 1) / 2 * Math.Log(1 + scaled * scaled / DegreesOfFreedom);
    }

    /// <summary>Evidence of position for being off the network.</summary>
    public double OfNoRoad() => OfDistance(options.OffNetworkScales * ScaleM);

    /// <summary>Evidence of heading; 0 where there is none. A mixture with headings that say nothing.</summary>
    public double OfHeading(in Fix fix, double bearingDeg)
    {
        if (!HasHeading(fix))
            return 0;
        var scaled = Sphere.AngleBetweenDeg(fix.HeadingDeg, bearingDeg) / options.HeadingDeviationDeg;
        return Math.Log((1 - options.HeadingOutliers) * Math.Exp(-scaled * scaled / 2) + options.HeadingOutliers);
    }

    /// <summary>Evidence of speed: nobody goes fast on a service road. 0 where there is none.</summary>
    public static double OfSpeed(in Fix fix, RoadClass roadClass)
    {
        var excess = fix.SpeedMps - FastestOn(roadClass);
        return excess > 0 ? -Math.Min(excess / SpeedScaleMps, LargestSpeedPenalty) : 0;
    }

    /// <summary>True where the heading of a fix can be trusted.</summary>
    public static bool HasHeading(in Fix fix) =>
        float.IsFinite(fix.HeadingDeg) && !(fix.SpeedMps < SlowestWithHeadingMps);

    private static double FastestOn(RoadClass roadClass) => roadClass switch
    {
        RoadClass.Service or RoadClass.LivingStreet => 11,
        RoadClass.Residential => 20,
        _ => double.PositiveInfinity,
    };
}
