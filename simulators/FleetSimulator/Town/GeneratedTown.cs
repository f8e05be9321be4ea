using Telemetry.Contracts.Geography;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Town;

/// <summary>
/// A made-up town of about 5 km by 5 km: an old town with one-way streets, suburbs with curved streets, a ring road with a
/// roundabout, a dual carriageway with ramps and a frontage road beside it, rural roads and a village. About 450 segments
/// with made-up OSM ids, limits tagged as in reality; every road can be reached from every other. Pure.
/// </summary>
public static class GeneratedTown
{
    private const double RingX = 830;
    private const double RingY = 740;

    /// <summary>Where the town's middle lies.</summary>
    public static GeoPoint Centre { get; } = GeoPoint.FromDegrees(10.0, 50.0);

    /// <summary>Generates the town of a seed: the same one every time.</summary>
    public static IReadOnlyList<RoadSegment> Create(ulong seed)
    {
        var town = new TownBuilder(Centre);
        var random = new SimulationRandom(SimulationRandom.Derive(seed, 0x70_77_6E));
        var quarters = new TownQuarters(town, random);
        var ring = new TownRing(town, quarters, RingX, RingY);
        TownOutskirts.Add(town, quarters, ring);
        return DrivablePart.Of(town.Build());
    }
}
