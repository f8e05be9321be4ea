using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Town;

/// <summary>The ring road around the old town, the roundabout in it, and the streets from the old town to it.</summary>
internal sealed class TownRing
{
    private const double RoundaboutRadiusM = 22;

    private readonly TownBuilder _town;

    public TownRing(TownBuilder town, TownQuarters quarters, double radiusX, double radiusY)
    {
        _town = town;
        for (var i = 0; i < Nodes.Length; i++)
        {
            var (sin, cos) = Math.SinCos(i * Math.PI / 6);
            Nodes[i] = town.Node(radiusX * cos, radiusY * sin);
        }

        Roundabout();
        Ring();
        Radials(quarters.OldTown);
    }

    /// <summary>Twelve nodes of the ring, counter-clockwise from the east; the first is the roundabout's middle, on no road.</summary>
    public int[] Nodes { get; } = new int[12];

    /// <summary>The roundabout's eastern node.</summary>
    public int RoundaboutEast { get; private set; }

    private int RoundaboutNorth { get; set; }

    private int RoundaboutWest { get; set; }

    private int RoundaboutSouth { get; set; }

    private void Roundabout()
    {
        var middle = _town.At(Nodes[0]);
        var circle = new int[12];
        for (var i = 0; i < circle.Length; i++)
        {
            var (sin, cos) = Math.SinCos(i * Math.PI / 6);
            circle[i] = _town.Node(middle.X + RoundaboutRadiusM * cos, middle.Y + RoundaboutRadiusM * sin);
        }

        (RoundaboutEast, RoundaboutNorth, RoundaboutWest, RoundaboutSouth) = (circle[0], circle[3], circle[6], circle[9]);
        // Counter-clockwise, for traffic on the right.
        _town.Way(new WayTags(RoadClass.Secondary, "East Circus", 30) { IsOneWay = true, IsRoundabout = true }, [.. circle, circle[0]]);
    }

    private void Ring()
    {
        var through = _town.Smooth([RoundaboutNorth, .. Nodes[1..], RoundaboutSouth]);
        // The limit changes twice along the ring: at the north-west and at the south-west.
        var first = through.IndexOf(Nodes[4]);
        var second = through.IndexOf(Nodes[8]);
        _town.Way(new WayTags(RoadClass.Secondary, "Ring", 50), through[..(first + 1)]);
        _town.Way(new WayTags(RoadClass.Secondary, "Ring", 70), through[first..(second + 1)]);
        _town.Way(new WayTags(RoadClass.Secondary, "Ring", 50), through[second..]);
    }

    private void Radials(StreetGrid oldTown)
    {
        var primary = new WayTags(RoadClass.Primary, null, 50);
        _town.Way(primary with { Name = "East Road" }, _town.Arc(oldTown[8, 4], RoundaboutWest, 0.05));
        _town.Way(primary with { Name = "North Road" }, _town.Arc(oldTown[4, 7], Nodes[3], -0.05));
        _town.Way(primary with { Name = "West Road" }, _town.Arc(oldTown[0, 4], Nodes[6], 0.04));
        _town.Way(primary with { Name = "South Road" }, _town.Arc(oldTown[4, 0], Nodes[9], 0.04));
        var tertiary = new WayTags(RoadClass.Tertiary, null, 30);
        _town.Way(tertiary with { Name = "Castle Street" }, _town.Arc(oldTown[8, 7], Nodes[1], 0.05));
        _town.Way(tertiary with { Name = "Chapel Street" }, _town.Arc(oldTown[0, 7], Nodes[5], -0.05));
        _town.Way(tertiary with { Name = "Mill Street" }, _town.Arc(oldTown[0, 0], Nodes[7], 0.05));
        _town.Way(tertiary with { Name = "River Street" }, _town.Arc(oldTown[8, 0], Nodes[11], -0.05));
    }
}
