using Telemetry.Contracts.Geography;
using Telemetry.FleetSimulator.OsmFiles;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.FleetSimulator.Country;

/// <summary>
/// One town of a generated country, with the roads to its neighbours in the east and north: streets that cross, each of
/// several ways, lanes behind them, turn restrictions, signs and a bollard at nodes, and now and then what is wrong in real
/// extracts. The same town every time.
/// </summary>
internal sealed class CountryTown
{
    // Nodes at which the main roads leave, in this order, so that neighbours know them.
    private const int East = 0, North = 1, West = 2, South = 3;

    private readonly CountryPlan _plan;
    private readonly int _town;
    private readonly SimulationRandom _random;
    private readonly StreetTags _tags;
    private readonly LocalProjection _plane;
    private readonly List<PlanarPoint> _places = [];

    public CountryTown(CountryPlan plan, int town)
    {
        (_plan, _town, _random, _plane) = (plan, town, plan.RandomOf(town), plan.PlaneOf(town));
        _tags = new StreetTags(_random);
        foreach (var gate in new[] { East, North, West, South })
            Node(GateAt(gate));
        Streets();
        Roads();
        CountryFaults.Add(this, plan, town, _random);
    }

    /// <summary>Positions; the index is the node's number in the town.</summary>
    public List<GeoPoint> Nodes { get; } = [];

    /// <summary>Tags of the few nodes that have any.</summary>
    public Dictionary<int, OsmTag[]> NodeTags { get; } = [];

    /// <summary>Ways; the index is the way's number in the town.</summary>
    public List<CountryWay> Ways { get; } = [];

    /// <summary>No-turn restrictions: from way, via node, to way.</summary>
    public List<(int From, long Via, int To)> Restrictions { get; } = [];

    public int Node(PlanarPoint at)
    {
        _places.Add(at);
        Nodes.Add(_plane.ToGeo(at));
        return Nodes.Count - 1;
    }

    public void Way(IEnumerable<long> nodes, List<OsmTag> tags) => Ways.Add(new CountryWay([.. nodes], [.. tags]));

    private static PlanarPoint GateAt(int gate) => gate switch
    {
        East => new PlanarPoint(CountryPlan.GateM, 0),
        North => new PlanarPoint(0, CountryPlan.GateM),
        West => new PlanarPoint(-CountryPlan.GateM, 0),
        _ => new PlanarPoint(0, -CountryPlan.GateM),
    };

    private void Streets()
    {
        var (columns, rows) = (9 + _random.Below(9), 9 + _random.Below(9));
        var blockM = _random.Between(90, 130);
        var crossings = new int[columns, rows];
        for (var column = 0; column < columns; column++)
            for (var row = 0; row < rows; row++)
                crossings[column, row] = Node(new PlanarPoint(
                    (column - columns / 2) * blockM + _random.Between(-9, 9), (row - rows / 2) * blockM + _random.Between(-9, 9)));
        for (var row = 0; row < rows; row++)
        {
            List<int> street = [.. Enumerable.Range(0, columns).Select(column => crossings[column, row])];
            Street(street, isRow: true, row, row == rows / 2 ? (West, East) : null);
        }

        for (var column = 0; column < columns; column++)
        {
            List<int> street = [.. Enumerable.Range(0, rows).Select(row => crossings[column, row])];
            Street(street, isRow: false, column, column == columns / 2 ? (South, North) : null);
        }

        Lanes(crossings);
        Signs(crossings);
    }

    private void Street(List<int> crossings, bool isRow, int number, (int From, int To)? gates)
    {
        if (gates is { } ends)
            crossings = [ends.From, .. crossings, ends.To];
        var name = _tags.Name(_town, isRow, number);
        List<long> way = [];
        for (var i = 0; i + 1 < crossings.Count; i++)
        {
            if (gates is null && _random.Chance(0.08))
            {
                Close();
                continue;
            }

            if (way.Count == 0)
                way.Add(Id(crossings[i]));
            Bend(way, crossings[i], crossings[i + 1]);
            if (_random.Chance(0.3))
                Close();
        }

        Close();

        void Close()
        {
            if (way.Count < 2)
                return;
            Way(way, gates is null ? _tags.Side(name) : _tags.Main(name));
            if (Ways.Count > 2 && Restrictions.Count < 90 && _random.Chance(0.02) && Ways[^2].Nodes[^1] == way[0])
                Restrictions.Add((Ways.Count - 2, way[0], Ways.Count - 1));
            way = [];
        }
    }

    /// <summary>Goes on to a node by one to four shape nodes.</summary>
    private void Bend(List<long> way, int from, int to)
    {
        var (a, b) = (_places[from], _places[to]);
        var d = b - a;
        var bulge = _random.Between(-0.06, 0.06);
        for (int step = 1, steps = 2 + _random.Below(4); step < steps; step++)
        {
            var t = (double)step / steps;
            var side = 4 * t * (1 - t) * bulge;
            way.Add(Id(Node(new PlanarPoint(a.X + d.X * t - d.Y * side, a.Y + d.Y * t + d.X * side))));
        }

        way.Add(Id(to));
    }

    private void Lanes(int[,] crossings)
    {
        foreach (var crossing in crossings)
        {
            if (!_random.Chance(0.35))
                continue;
            var at = _places[crossing];
            var end = Node(new PlanarPoint(at.X + _random.Between(20, 45), at.Y + _random.Between(20, 45)));
            List<long> way = [Id(crossing)];
            Bend(way, crossing, end);
            Way(way, _tags.Minor());
        }
    }

    private void Signs(int[,] crossings)
    {
        foreach (var crossing in crossings)
            if (_random.Chance(0.02))
                NodeTags[crossing] = [new("highway", "traffic_signals")];
            else if (_random.Chance(0.004))
                NodeTags[crossing] = [new("barrier", "bollard")];
    }

    private void Roads()
    {
        if (_plan.EastOf(_town) is >= 0 and var east)
            Road(East, _plan.NodeId(east, West), _plan.PlaneOf(east), GateAt(West), 2 * _town);
        if (_plan.NorthOf(_town) is >= 0 and var north)
            Road(North, _plan.NodeId(north, South), _plan.PlaneOf(north), GateAt(South), 2 * _town + 1);
    }

    private void Road(int gate, long to, LocalProjection plane, PlanarPoint toGate, int reference)
    {
        const int Ways = 4, StepsPerWay = 6;
        var (a, b) = (_places[gate], _plane.ToPlane(plane.ToGeo(toGate)));
        var d = b - a;
        var swing = _random.Between(-0.05, 0.05);
        var last = Id(gate);
        for (var part = 0; part < Ways; part++)
        {
            List<long> way = [last];
            for (var step = 1; step <= StepsPerWay; step++)
            {
                var t = (part + (double)step / StepsPerWay) / Ways;
                var side = Math.Sin(2 * Math.PI * t) * swing;
                way.Add(part == Ways - 1 && step == StepsPerWay
                    ? to
                    : Id(Node(new PlanarPoint(a.X + d.X * t - d.Y * side, a.Y + d.Y * t + d.X * side))));
            }

            Way(way, _tags.Rural(reference));
            last = way[^1];
        }
    }

    private long Id(int node) => _plan.NodeId(_town, node);
}
