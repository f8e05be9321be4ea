using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.FleetSimulator.Town;

/// <summary>The quarters of the town, not joined yet.</summary>
internal sealed class TownQuarters(TownBuilder town, SimulationRandom random)
{
    public StreetGrid OldTown { get; } = new(town, random, new StreetGridPlan("Old Town", new PlanarPoint(0, 0), 9, 8, 105)
    {
        JitterM = 14,
        MainRow = 4,
        MainColumn = 4,
        OneWays = 0.35,
        LivingStreets = 0.08,
        FastStreets = 0.12,
    });

    public StreetGrid NorthEast { get; } = new(town, random, new StreetGridPlan("Hillside", new PlanarPoint(1500, 1150), 8, 7, 112)
    {
        RotationDeg = 18,
        Bulge = 0.09,
        MainRow = 3,
        OneWays = 0.08,
        LeftOut = 0.2,
    });

    public StreetGrid NorthWest { get; } = new(town, random, new StreetGridPlan("Orchard", new PlanarPoint(-1480, 1000), 7, 6, 118)
    {
        RotationDeg = -14,
        Bulge = 0.09,
        MainColumn = 3,
        LeftOut = 0.2,
    });

    public StreetGrid SouthWest { get; } = new(town, random, new StreetGridPlan("Mill", new PlanarPoint(-1250, -850), 5, 5, 110)
    {
        RotationDeg = 9,
        Bulge = 0.06,
        MainRow = 2,
        OneWays = 0.1,
    });

    public StreetGrid Industry { get; } = new(town, random, new StreetGridPlan("Harbour", new PlanarPoint(0, -2080), 4, 3, 190)
    {
        MainRow = 1,
        FastStreets = 0.8,
        LivingStreets = 0,
    });

    public StreetGrid Village { get; } = new(town, random, new StreetGridPlan("Village", new PlanarPoint(350, 2650), 3, 3, 120)
    {
        RotationDeg = 30,
        Bulge = 0.1,
        MainColumn = 1,
    });
}
