using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>Shares segments out to the cells of <see cref="CellGrid.BaseMap"/>. Pure; safe to call from any thread.</summary>
public static class RoadCells
{
    private const long HalfTurnE7 = 1_800_000_000;

    /// <summary>
    /// Every cell that the segment's line touches, each once, by row, then column; where a piece passes close by the corner
    /// of a cell, that cell too. A piece across the antimeridian counts for the cells of its ends.
    /// </summary>
    public static ImmutableArray<CellId> CellsOf(RoadSegment segment)
    {
        var cells = new SortedSet<CellId>();
        for (var i = 1; i < segment.Line.Length; i++)
        {
            GeoPoint from = segment.Line[i - 1], to = segment.Line[i];
            if (Math.Abs((long)to.LonE7 - from.LonE7) > HalfTurnE7)
            {
                cells.Add(CellGrid.BaseMap.CellOf(from));
                cells.Add(CellGrid.BaseMap.CellOf(to));
            }
            else
                cells.UnionWith(CellGrid.BaseMap.CellsIn(GeoBox.Around([from, to])));
        }

        return [.. cells];
    }

    /// <summary>The cells of a road network, by row, then column; a segment is in every cell of <see cref="CellsOf"/>.</summary>
    /// <param name="segments">In order of id, no id twice.</param>
    public static ImmutableArray<RoadCell> Partition(ImmutableArray<RoadSegment> segments)
    {
        var byCell = new SortedDictionary<CellId, ImmutableArray<RoadSegment>.Builder>();
        foreach (var segment in segments)
            foreach (var cell in CellsOf(segment))
            {
                if (!byCell.TryGetValue(cell, out var inCell))
                    byCell.Add(cell, inCell = ImmutableArray.CreateBuilder<RoadSegment>());
                inCell.Add(segment);
            }

        return [.. byCell.Select(entry => new RoadCell(entry.Key, entry.Value.ToImmutable()))];
    }
}
