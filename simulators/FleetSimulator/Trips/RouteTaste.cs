using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Trips;

/// <summary>What a driver takes for the fastest way: everybody guesses the time a road takes differently.</summary>
/// <param name="Guess">Names the guesses; the same ones for the same number.</param>
/// <param name="Spread">By how much times are overestimated at most, as a share.</param>
/// <param name="LikesFastRoads">True for who prefers motorways and trunk roads.</param>
internal readonly record struct RouteTaste(ulong Guess, double Spread, bool LikesFastRoads)
{
    private const double UsualMps = 4.5;
    private const double FastestMps = 18;
    private const double FastRoad = 0.7;
    private const double FarAfield = 1.15;

    /// <summary>The speed at which one hopes to get nearer to the goal.</summary>
    public double TowardsMps => LikesFastRoads ? FastestMps / FastRoad : UsualMps;

    /// <summary>By what the time of an edge is multiplied; above 0.</summary>
    public double Factor(int edge, RoadClass roadClass) =>
        (1 + Spread * ((((ulong)edge + Guess) * 0x9E3779B97F4A7C15) >> 40) / (1 << 24)) *
        (!LikesFastRoads ? 1 : roadClass <= RoadClass.Trunk ? FastRoad : FarAfield);
}
