using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Town;

/// <summary>
/// A quarter of streets: rows and columns that cross, each a named street, shifted, bent and thinned out by chance.
/// </summary>
internal sealed class StreetGrid
{
    private readonly TownBuilder _town;
    private readonly SimulationRandom _random;
    private readonly StreetGridPlan _plan;
    private readonly int[,] _nodes;
    private readonly int[,] _degree;

    public StreetGrid(TownBuilder town, SimulationRandom random, StreetGridPlan plan)
    {
        (_town, _random, _plan) = (town, random, plan);
        _nodes = new int[plan.Columns, plan.Rows];
        _degree = new int[plan.Columns, plan.Rows];
        PlaceNodes();
        for (var row = 0; row < plan.Rows; row++)
            Street(row, isRow: true);
        for (var column = 0; column < plan.Columns; column++)
            Street(column, isRow: false);
    }

    /// <summary>The node where a column and a row cross.</summary>
    public int this[int column, int row] => _nodes[column, row];

    /// <summary>The node nearest to a place.</summary>
    public int NearestTo(PlanarPoint place) =>
        _nodes.Cast<int>().MinBy(node => (_town.At(node) - place).Length);

    private void PlaceNodes()
    {
        var (sin, cos) = Math.SinCos(_plan.RotationDeg * Math.PI / 180);
        for (var column = 0; column < _plan.Columns; column++)
        {
            for (var row = 0; row < _plan.Rows; row++)
            {
                var x = (column - (_plan.Columns - 1) / 2.0) * _plan.SpacingM + _random.Between(-1, 1) * _plan.JitterM;
                var y = (row - (_plan.Rows - 1) / 2.0) * _plan.SpacingM + _random.Between(-1, 1) * _plan.JitterM;
                _nodes[column, row] = _town.Node(_plan.Centre.X + x * cos - y * sin, _plan.Centre.Y + x * sin + y * cos);
                _degree[column, row] = (column is 0 || column == _plan.Columns - 1 ? 1 : 2) + (row is 0 || row == _plan.Rows - 1 ? 1 : 2);
            }
        }
    }

    private void Street(int number, bool isRow)
    {
        var length = isRow ? _plan.Columns : _plan.Rows;
        var isMain = number == (isRow ? _plan.MainRow : _plan.MainColumn);
        var tags = TagsOf(number, isRow, isMain);
        var reversed = tags.IsOneWay && number % 4 < 2;
        List<int> way = [];
        for (var i = 0; i + 1 < length; i++)
        {
            var (from, to) = isRow ? ((i, number), (i + 1, number)) : ((number, i), (number, i + 1));
            if (!isMain && IsLeftOut(from, to))
            {
                Close(tags, way, reversed);
                way = [];
                continue;
            }

            var block = _town.Arc(_nodes[from.Item1, from.Item2], _nodes[to.Item1, to.Item2], _random.Between(-1, 1) * _plan.Bulge);
            way.AddRange(way.Count == 0 ? block : block.Skip(1));
        }

        Close(tags, way, reversed);
    }

    private void Close(WayTags tags, List<int> way, bool reversed)
    {
        if (way.Count < 2)
            return;
        if (reversed)
            way.Reverse();
        _town.Way(tags, way);
    }

    private WayTags TagsOf(int number, bool isRow, bool isMain)
    {
        var name = $"{_plan.Name} {(isRow ? "Row" : "Lane")} {number + 1}";
        if (isMain)
            return new WayTags(RoadClass.Tertiary, name, 50);
        if (_random.Chance(_plan.LivingStreets))
            return new WayTags(RoadClass.LivingStreet, name, 10);
        var limit = _random.Chance(_plan.FastStreets) ? 50 : 30;
        return new WayTags(RoadClass.Residential, name, limit) { IsOneWay = _random.Chance(_plan.OneWays) };
    }

    // Blocks are left out only where both corners keep three streets, so that no quarter falls apart.
    private bool IsLeftOut((int Column, int Row) from, (int Column, int Row) to)
    {
        if (!_random.Chance(_plan.LeftOut) || _degree[from.Column, from.Row] < 4 || _degree[to.Column, to.Row] < 4)
            return false;
        _degree[from.Column, from.Row]--;
        _degree[to.Column, to.Row]--;
        return true;
    }
}
