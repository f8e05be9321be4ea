namespace Telemetry.Contracts.Geography;

/// <summary>
/// A fixed grid of roughly square cells over the globe. Rows have one height in degrees of latitude; each row is cut into
/// as many columns as make its cells about as wide as high. Pure; all members are safe to call from any thread.
/// </summary>
public sealed class CellGrid
{
    /// <summary>The grid of cell grains and of neighbourhoods in the receiver: cells about 500 m wide.</summary>
    public static CellGrid Evidence { get; } = new(rowHeightE7: 45_000);

    /// <summary>The grid in which the base map is stored: cells about 5 km wide.</summary>
    public static CellGrid BaseMap { get; } = new(rowHeightE7: 450_000);

    private const long FullTurnE7 = 3_600_000_000;
    private const int SouthPoleE7 = -900_000_000;

    private readonly int _rowHeightE7;
    private readonly int _rows;

    private CellGrid(int rowHeightE7)
    {
        _rowHeightE7 = rowHeightE7;
        _rows = (int)(FullTurnE7 / 2 / rowHeightE7);
    }

    /// <summary>The cell that holds a position; a position on an edge belongs to the cell north or east of it.</summary>
    public CellId CellOf(GeoPoint point)
    {
        var row = Math.Min((int)(((long)point.LatE7 - SouthPoleE7) / _rowHeightE7), _rows - 1);
        var fromWest = ((long)point.LonE7 + FullTurnE7 / 2) % FullTurnE7;
        return new CellId(row, (int)(fromWest * ColumnsIn(row) / FullTurnE7));
    }

    /// <summary>The box of a cell; neighbouring boxes share their edge.</summary>
    public GeoBox BoxOf(CellId cell)
    {
        long columns = ColumnsIn(cell.Row);
        var south = SouthPoleE7 + cell.Row * (long)_rowHeightE7;
        // The first unit that CellOf puts into the column.
        var west = (cell.Column * FullTurnE7 + columns - 1) / columns - FullTurnE7 / 2;
        var east = ((cell.Column + 1) * FullTurnE7 + columns - 1) / columns - FullTurnE7 / 2;
        return new GeoBox((int)west, (int)south, (int)Math.Min(east, FullTurnE7 / 2), (int)(south + _rowHeightE7));
    }

    /// <summary>The cells that a box touches, by row, then column.</summary>
    public IEnumerable<CellId> CellsIn(GeoBox box)
    {
        var first = CellOf(new GeoPoint(box.WestE7, box.SouthE7)).Row;
        var last = CellOf(new GeoPoint(box.WestE7, box.NorthE7)).Row;
        for (var row = first; row <= last; row++)
        {
            var columns = (long)ColumnsIn(row);
            var from = Math.Min((box.WestE7 + FullTurnE7 / 2) * columns / FullTurnE7, columns - 1);
            var to = Math.Min((box.EastE7 + FullTurnE7 / 2) * columns / FullTurnE7, columns - 1);
            for (var column = from; column <= to; column++)
                yield return new CellId(row, (int)column);
        }
    }

    /// <summary>The cell itself and those that touch it by an edge or a corner, by row, then column.</summary>
    public IEnumerable<CellId> Around(CellId cell)
    {
        var box = BoxOf(cell);
        return CellsIn(new GeoBox(
            Math.Max(box.WestE7 - 1, (int)(-FullTurnE7 / 2)), Math.Max(box.SouthE7 - 1, SouthPoleE7),
            Math.Min(box.EastE7, (int)(FullTurnE7 / 2)), Math.Min(box.NorthE7, -SouthPoleE7)));
    }

    private int ColumnsIn(int row)
    {
        var middleDeg = (SouthPoleE7 + (row + 0.5) * _rowHeightE7) / GeoPoint.UnitsPerDegree;
        return Math.Max(1, (int)Math.Round(FullTurnE7 * Math.Cos(middleDeg * Math.PI / 180) / _rowHeightE7));
    }
}
