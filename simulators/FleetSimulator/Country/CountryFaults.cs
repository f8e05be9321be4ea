using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.FleetSimulator.Country;

/// <summary>What is wrong in real extracts, once in a while: an import reports it and goes on.</summary>
internal static class CountryFaults
{
    public static void Add(CountryTown town, CountryPlan plan, int number, SimulationRandom random)
    {
        var here = new PlanarPoint(-CountryPlan.GateM + 50, -CountryPlan.GateM + 50);
        if (!random.Chance(0.2))
            return;
        var nodes = Enumerable.Range(0, 5)
            .Select(i => plan.NodeId(number, town.Node(here + new PlanarPoint(40 * i, 0)))).ToArray();
        // Beyond all nodes of the town: as if the extract had been cut through the way.
        var missing = plan.NodeId(number, 99_999);
        switch (random.Below(5))
        {
            case 0:
                town.Way([nodes[0], nodes[1], missing, nodes[2], nodes[3]], [new("highway", "unclassified")]);
                break;
            case 1:
                town.Way([nodes[0], nodes[1], nodes[1], nodes[2]], [new("highway", "residential"), new("maxspeed", "fast")]);
                break;
            case 2:
                town.Way([nodes[0]], [new("highway", "residential")]);
                break;
            case 3:
                var twin = plan.NodeId(number, town.Node(here));
                town.Way([nodes[0], twin], [new("highway", "residential")]);
                break;
            default:
                town.Way([.. nodes, nodes[0]], [new("highway", "residential"), new("area", "yes")]);
                break;
        }
    }
}
