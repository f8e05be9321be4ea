using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Town;

/// <summary>What lies outside the ring: collectors to the suburbs, rural roads, and the dual carriageway in the south.</summary>
internal static class TownOutskirts
{
    public static void Add(TownBuilder town, TownQuarters quarters, TownRing ring)
    {
        var eastRoad = town.Node(1400, 60);
        town.Way(new WayTags(RoadClass.Primary, "East Road", 70), town.Arc(ring.RoundaboutEast, eastRoad, 0.03));
        Suburbs(town, quarters, ring, eastRoad);
        NorthernRoads(town, quarters, ring);
        SouthernRoads(town, quarters, ring, eastRoad);
    }

    private static void Suburbs(TownBuilder town, TownQuarters quarters, TownRing ring, int eastRoad)
    {
        Collector("Hill Road", ring.Nodes[1], quarters.NorthEast[0, 0], 0.08, 50);
        Collector("Vineyard Road", eastRoad, quarters.NorthEast[7, 0], -0.12, 50);
        Collector("Orchard Road", ring.Nodes[5], quarters.NorthWest[6, 0], 0.08, 50);
        Collector("Cherry Road", ring.Nodes[4], quarters.NorthWest[6, 5], 0.08, 30);
        Collector("Mill Road", ring.Nodes[7], quarters.SouthWest[4, 2], 0.06, 50);
        Collector("Weir Road", ring.Nodes[8], quarters.SouthWest[4, 0], -0.06, 30);

        void Collector(string name, int from, int to, double bulge, int limit) =>
            town.Way(new WayTags(RoadClass.Tertiary, name, limit), town.Arc(from, to, bulge));
    }

    private static void NorthernRoads(TownBuilder town, TownQuarters quarters, TownRing ring)
    {
        int edge = town.Node(-60, 1150), bend = town.Node(-220, 1700), gate = town.Node(180, 2250);
        town.Way(new WayTags(RoadClass.Secondary, "North Road", 70), town.Smooth(ring.Nodes[3], edge));
        town.Way(new WayTags(RoadClass.Secondary, "North Road", 100), town.Smooth(edge, bend, gate));
        town.Way(new WayTags(RoadClass.Secondary, "North Road", 50), town.Smooth(gate, quarters.Village[1, 0]));
        int out1 = town.Node(900, 2620), out2 = town.Node(1350, 2150), out3 = town.Node(1500, 1800);
        town.Way(new WayTags(RoadClass.Unclassified, "Forest Road", 100), town.Smooth(quarters.Village[2, 1], out1, out2, out3));
        town.Way(new WayTags(RoadClass.Unclassified, "Forest Road", 50), town.Smooth(out3, quarters.NorthEast[3, 6]));
        int west1 = town.Node(-350, 2350), west2 = town.Node(-1000, 2050);
        town.Way(new WayTags(RoadClass.Unclassified, "Heath Road", 100), town.Smooth(quarters.Village[0, 1], west1, west2));
        town.Way(new WayTags(RoadClass.Unclassified, "Heath Road", 70), town.Smooth(west2, quarters.NorthWest[3, 5]));
    }

    private static void SouthernRoads(TownBuilder town, TownQuarters quarters, TownRing ring, int eastRoad)
    {
        var bypass = new DualCarriageway(town);
        int harbour = quarters.Industry.NearestTo(new PlanarPoint(0, -1700));
        var (north, south) = bypass.Interchange(atX: 40);
        town.Way(new WayTags(RoadClass.Primary, "South Road", 70), town.Smooth(ring.Nodes[9], north, south));
        town.Way(new WayTags(RoadClass.Primary, "South Road", 50), town.Smooth(south, harbour));

        int frontage = town.Node(1360, -1760);
        var (north2, south2) = bypass.Interchange(atX: 1400);
        var bend = town.Node(1480, -700);
        town.Way(new WayTags(RoadClass.Secondary, "Airport Road", 100), town.Smooth(eastRoad, bend));
        town.Way(new WayTags(RoadClass.Secondary, "Airport Road", 70), town.Smooth(bend, north2, south2, frontage));
        bypass.Close("Bypass");

        // Runs 30 m beside the bypass for most of its length.
        var beside = town.Smooth(
            frontage, town.Node(1100, bypass.CentreY(1100) - 60), town.Node(900, bypass.CentreY(900) - 38),
            town.Node(600, bypass.CentreY(600) - 38), town.Node(430, bypass.CentreY(430) - 90), quarters.Industry[3, 2]);
        town.Way(new WayTags(RoadClass.Unclassified, "Frontage Road", 50), beside);
        town.Way(new WayTags(RoadClass.Service, "Freight Lane", null), town.Arc(frontage, quarters.Industry[3, 1], -0.1));

        var change = town.Node(-2250, -500);
        town.Way(new WayTags(RoadClass.Primary, "West Road", 70), town.Smooth(ring.Nodes[6], town.Node(-1900, 80), change));
        town.Way(new WayTags(RoadClass.Primary, "West Road", 100), town.Smooth(change, town.Node(-2400, -1100), bypass.WestEnd));
        town.Way(new WayTags(RoadClass.Primary, "East Road", 100), town.Smooth(eastRoad, town.Node(2050, -250), town.Node(2400, -900), bypass.EastEnd));
    }
}
