using Telemetry.Contracts.Geography;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.FleetSimulator.Country;

/// <summary>
/// Where towns lie and how their parts are numbered: a square lattice, row by row from the south-west, so that any town can be
/// drawn without another. Made-up ids lie beyond any that OSM has given.
/// </summary>
/// <param name="seed">Of the country.</param>
/// <param name="towns">How many towns it has.</param>
/// <param name="columns">Towns in a row.</param>
internal sealed class CountryPlan(ulong seed, int towns, int columns)
{
    /// <summary>From one town's middle to the next one's.</summary>
    public const double TownsApartM = 6_000;

    /// <summary>From a town's middle to where its main roads leave it.</summary>
    public const double GateM = 1_400;

    private const long FirstNodeId = 910_000_000_000, NodesPerTown = 100_000;
    private const long FirstWayId = 91_000_000_000, WaysPerTown = 10_000;
    private const long FirstRelationId = 910_000_000, RelationsPerTown = 100;

    private static readonly GeoPoint s_southWest = GeoPoint.FromDegrees(6.0, 47.0);

    public int Towns => towns;

    public SimulationRandom RandomOf(int town) => new(SimulationRandom.Derive(seed, 0x1_0000_0000 + (ulong)town));

    public long NodeId(int town, int node) => FirstNodeId + town * NodesPerTown + node;

    public long WayId(int town, int way) => FirstWayId + town * WaysPerTown + way;

    public long RelationId(int town, int relation) => FirstRelationId + town * RelationsPerTown + relation;

    /// <summary>The town to the east; negative where there is none.</summary>
    public int EastOf(int town) => (town + 1) % columns != 0 && town + 1 < towns ? town + 1 : -1;

    /// <summary>The town to the north; negative where there is none.</summary>
    public int NorthOf(int town) => town + columns < towns ? town + columns : -1;

    /// <summary>The plane on which a town is drawn, its middle at (0, 0).</summary>
    public LocalProjection PlaneOf(int town)
    {
        // Steps of equal degrees, so that a town needs to know nothing of the rows below.
        var stepDeg = TownsApartM / Sphere.MetresPerUnit / GeoPoint.UnitsPerDegree;
        return new LocalProjection(GeoPoint.FromDegrees(
            s_southWest.LonDeg + town % columns * stepDeg * 1.5, Math.Min(s_southWest.LatDeg + town / columns * stepDeg, 80)));
    }
}
