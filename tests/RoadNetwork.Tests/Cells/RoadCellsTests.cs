using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Tests.Cells;

public sealed class RoadCellsTests
{
    private static readonly CellId s_home = CellGrid.BaseMap.CellOf(GeoPoint.FromDegrees(8.7, 49.4));
    private static readonly GeoBox s_box = CellGrid.BaseMap.BoxOf(s_home);

    [Fact]
    public void CellsOf_LineWithinACell_IsThatCell() =>
        Assert.Equal([s_home], RoadCells.CellsOf(Line((s_box.WestE7 + 9, s_box.SouthE7 + 9), (s_box.WestE7 + 99, s_box.SouthE7 + 99))));

    [Fact]
    public void CellsOf_LineAcrossAnEdge_IsBothCells()
    {
        var cells = RoadCells.CellsOf(Line((s_box.EastE7 - 100, s_box.SouthE7 + 9), (s_box.EastE7 + 100, s_box.SouthE7 + 9)));

        Assert.Equal([s_home, new CellId(s_home.Row, s_home.Column + 1)], cells);
    }

    [Fact]
    public void CellsOf_LongPiece_HasEveryCellInBetween()
    {
        var cells = RoadCells.CellsOf(Line(
            (s_box.WestE7 + 9, s_box.SouthE7 + 9), (s_box.WestE7 + 4 * (s_box.EastE7 - s_box.WestE7), s_box.SouthE7 + 9)));

        Assert.Equal(Enumerable.Range(s_home.Column, 5).Take(cells.Length), cells.Select(c => c.Column));
        Assert.InRange(cells.Length, 4, 5);
    }

    [Fact]
    public void CellsOf_PieceAcrossTheAntimeridian_IsTheCellsOfItsEnds() =>
        Assert.Equal(2, RoadCells.CellsOf(Line((1_799_999_000, 9), (-1_799_999_000, 9))).Length);

    [Fact]
    public void Partition_Segments_AreWholeInEveryCellTheyTouchAndInOrder()
    {
        ImmutableArray<RoadSegment> segments =
        [
            .. Enumerable.Range(1, 50)
                .Select(i => Line((s_box.EastE7 - i * 20_000, s_box.NorthE7 - 50_000), (s_box.EastE7 - i * 20_000 + 90_000, s_box.NorthE7 + 9)) with
                {
                    Id = SegmentIds.Of(i, 1, 2, 0), OsmWayId = i,
                })
                .OrderBy(s => s.Id),
        ];

        var cells = RoadCells.Partition(segments, []);

        Assert.Equal(cells.Select(c => c.Cell).Order(), cells.Select(c => c.Cell));
        Assert.All(cells, cell => Assert.Equal(segments.Where(s => RoadCells.CellsOf(s).Contains(cell.Cell)), cell.Segments));
        Assert.Equal(segments, cells.SelectMany(c => c.Segments).Distinct().OrderBy(s => s.Id));
    }

    [Fact]
    public void Partition_TurnRestrictions_AreInEveryCellOfTheirFirstSegment()
    {
        var across = Line((s_box.EastE7 - 100, s_box.SouthE7 + 9), (s_box.EastE7 + 100, s_box.SouthE7 + 9));
        var within = Line((s_box.EastE7 - 100, s_box.SouthE7 + 9), (s_box.EastE7 - 200, s_box.SouthE7 + 9)) with
        {
            Id = SegmentIds.Of(2, 1, 2, 0), OsmWayId = 2,
        };
        TurnRestriction from = new([new(across.Id, 0), new(within.Id, 0)], 1, null), into = new([new(within.Id, 0), new(across.Id, 0)], 2, "wet");
        var unknown = new TurnRestriction([new(default, 0), new(across.Id, 0)], 3, null);

        var cells = RoadCells.Partition(
            [.. new[] { across, within }.OrderBy(s => s.Id)], [.. new[] { from, into, unknown }.Order()]);

        Assert.Equal(
            [(s_home, new[] { from, into }.Order()), (new CellId(s_home.Row, s_home.Column + 1), [from])],
            cells.Select(c => (c.Cell, c.TurnRestrictions.AsEnumerable())), (a, b) => a.Item1 == b.Item1 && a.Item2.SequenceEqual(b.Item2));
    }

    private static RoadSegment Line(params (int Lon, int Lat)[] points)
    {
        ImmutableArray<GeoPoint> line = [.. points.Select(p => new GeoPoint(p.Lon, p.Lat))];
        return new RoadSegment
        {
            Id = SegmentIds.Of(1, 1, 2, 0), OsmWayId = 1, OsmFromNodeId = 1, OsmToNodeId = 2, Line = line,
            LengthM = Sphere.LengthM(line.AsSpan()), Class = RoadClass.Primary, ForwardAllowed = true, BackwardAllowed = true,
        };
    }
}
