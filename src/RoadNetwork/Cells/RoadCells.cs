using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>Shares segments and turn restrictions out to the cells of <see cref="CellGrid.BaseMap"/>. Pure; safe to call from any thread.</summary>
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
    /// <param name="restrictions">In order, none twice; one whose first segment is not among the segments is left out.</param>
    public static ImmutableArray<RoadCell> Partition(
        ImmutableArray<RoadSegment> segments, ImmutableArray<TurnRestriction> restrictions)
    {
        var byCell = new SortedDictionary<CellId, CellBuilder>();

        // Restrictions are ordered by their first segment, as the segments are: one step through both.
        var next = 0;
        foreach (var segment in segments)
        {
            while (next < restrictions.Length && restrictions[next].Path[0].Id.CompareTo(segment.Id) < 0)
                next++;
            var end = next;
            while (end < restrictions.Length && restrictions[end].Path[0].Id == segment.Id)
                end++;
            foreach (var cell in CellsOf(segment))
            {
                if (!byCell.TryGetValue(cell, out var inCell))
                    byCell.Add(cell, inCell = new CellBuilder());
                inCell.Segments.Add(segment);
                inCell.Restrictions.AddRange(restrictions.AsSpan()[next..end]);
            }

            next = end;
        }

        return
        [
            .. byCell.Select(entry => new RoadCell(entry.Key, [.. entry.Value.Segments])
            {
                TurnRestrictions = [.. entry.Value.Restrictions],
            }),
        ];
    }

    private sealed class CellBuilder
    {
        public List<RoadSegment> Segments { get; } = [];

        public List<TurnRestriction> Restrictions { get; } = [];
    }
}
