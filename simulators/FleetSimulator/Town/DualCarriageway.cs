using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Town;

/// <summary>
/// Two one-way carriageways 16 m apart from west to east, joined at both ends, with diamond interchanges under crossing
/// roads. Eastbound runs in the south: traffic keeps right.
/// </summary>
internal sealed class DualCarriageway(TownBuilder town)
{
    private const double HalfGapM = 8;
    private const double EndX = 2300;
    private const double StepM = 60;
    private const double RampM = 300;
    private const double RampFootM = 75;

    private readonly SortedDictionary<double, int> _eastbound = [];
    private readonly SortedDictionary<double, int> _westbound = [];

    /// <summary>Where the carriageways become one road in the west.</summary>
    public int WestEnd { get; } = town.Node(-EndX - 120, Centre(-EndX));

    /// <summary>Where the carriageways become one road in the east.</summary>
    public int EastEnd { get; } = town.Node(EndX + 120, Centre(EndX));

    /// <summary>The median's northing at an easting.</summary>
    public double CentreY(double x) => Centre(x);

    /// <summary>
    /// Adds ramps to a road that crosses on a bridge at <paramref name="atX"/>, and returns the nodes at which they meet it,
    /// north and south of the carriageways.
    /// </summary>
    public (int North, int South) Interchange(double atX)
    {
        var north = town.Node(atX, Centre(atX) + RampFootM);
        var south = town.Node(atX, Centre(atX) - RampFootM);
        var link = new WayTags(RoadClass.Trunk, null, null) { IsLink = true, IsOneWay = true };
        Ramp(link with { LimitKmh = 60 }, Eastbound(atX - RampM), south, leaves: true);
        Ramp(link, Eastbound(atX + RampM), south, leaves: false);
        Ramp(link with { LimitKmh = 60 }, Westbound(atX + RampM), north, leaves: true);
        Ramp(link, Westbound(atX - RampM), north, leaves: false);
        return (north, south);
    }

    /// <summary>Draws the carriageways; the limit is 120 km/h in the west and 100 km/h in the east.</summary>
    public void Close(string name)
    {
        for (var x = -EndX; x <= EndX; x += StepM)
        {
            if (!IsTaken(_eastbound, x))
                Eastbound(x);
            if (!IsTaken(_westbound, x))
                Westbound(x);
        }

        List<int> east = [WestEnd, .. _eastbound.Values, EastEnd];
        List<int> west = [EastEnd, .. _westbound.Values.Reverse(), WestEnd];
        Draw(east, east.Count / 3, 120, 100);
        Draw(west, 2 * west.Count / 3, 100, 120);

        void Draw(List<int> nodes, int change, int before, int after)
        {
            var tags = new WayTags(RoadClass.Trunk, name, before) { IsOneWay = true };
            town.Way(tags, nodes[..(change + 1)]);
            town.Way(tags with { LimitKmh = after }, nodes[change..]);
        }
    }

    private void Ramp(WayTags tags, int carriageway, int foot, bool leaves)
    {
        var (a, b) = (town.At(carriageway), town.At(foot));
        // Leaves the carriageway flat and meets the road steeply.
        var control = new PlanarPoint(a.X + (b.X - a.X) * 0.7, a.Y + (b.Y - a.Y) * 0.25);
        var nodes = town.Bezier(carriageway, control, foot);
        if (!leaves)
            nodes.Reverse();
        town.Way(tags, nodes);
    }

    private int Eastbound(double x) => _eastbound[x] = town.Node(x, Centre(x) - HalfGapM);

    private int Westbound(double x) => _westbound[x] = town.Node(x, Centre(x) + HalfGapM);

    private static bool IsTaken(SortedDictionary<double, int> nodes, double x) =>
        nodes.Keys.Any(known => Math.Abs(known - x) < StepM / 2);

    private static double Centre(double x) => -1500 + 70 * Math.Sin(x / 800);
}
