using Spectre.Console;
using Spectre.Console.Rendering;

namespace Telemetry.Terminal;

/// <summary>A table without borders that fits the width it is given: columns fall away, then cells are shortened. For one thread.</summary>
/// <param name="columns">Its columns; at least one has rank 0.</param>
public sealed class FittingTable(params FittingColumn[] columns)
{
    private const int Gap = 2;
    private readonly List<(string[] Cells, Tone Tone)> _rows = [];

    /// <summary>Adds a row with a cell per column.</summary>
    public FittingTable Add(Tone tone, params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, columns.Length);
        _rows.Add((cells, tone));
        return this;
    }

    /// <summary>How wide it is where it may be this wide.</summary>
    public int WidthIn(int width) => Math.Min(width, WidthOf(KeptIn(width)));

    /// <summary>The table in so many columns of a terminal.</summary>
    public IRenderable Fit(int width)
    {
        var kept = KeptIn(width);
        var table = new Table().NoBorder().HideFooters();
        foreach (var index in kept)
            table.AddColumn(Column(columns[index], isLast: index == kept[^1]));
        foreach (var (cells, tone) in _rows)
            table.AddRow(kept.Select(index => new Text(cells[index], tone.Style()).Overflow(Overflow.Ellipsis)));
        return table;
    }

    private static TableColumn Column(FittingColumn column, bool isLast)
    {
        var drawn = new TableColumn(new Text(column.Heading, Tone.Heading.Style()).Overflow(Overflow.Ellipsis))
            .NoWrap().PadLeft(0).PadRight(isLast ? 0 : Gap);
        return column.IsNumber ? drawn.RightAligned() : drawn;
    }

    private List<int> KeptIn(int width)
    {
        var kept = Enumerable.Range(0, columns.Length).ToList();
        while (WidthOf(kept) > width && kept.Max(index => columns[index].Rank) is > 0 and var rank)
            kept.Remove(kept.FindLast(index => columns[index].Rank == rank));
        return kept;
    }

    private int WidthOf(List<int> kept) =>
        kept.Sum(index => _rows.Select(row => row.Cells[index].Length).Append(columns[index].Heading.Length).Max()) +
        Gap * (kept.Count - 1);
}
