using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>
/// Compares a base map with the one before, cell by cell in the cells' order; cells with equal checksums are not read. Holds
/// one cell of the map before in memory, and what of it may have moved to another cell. For one run.
/// </summary>
/// <param name="reader">Reads the map before.</param>
/// <param name="before">The map before; null for none.</param>
/// <param name="after">The new map.</param>
/// <param name="cells">Its cells, in order.</param>
internal sealed class BaseMapComparison(
    BaseMapReader reader, BaseMapManifest? before, BaseMapManifest after, ImmutableArray<RoadCell> cells)
{
    // A segment is at home in the cell of its first position, which may have moved from one cell to another.
    private readonly Dictionary<SegmentId, RoadSegment> _onlyBefore = [];
    private readonly SortedDictionary<SegmentId, RoadSegment> _onlyAfter = [];

    /// <summary>What it came to; whole once the run has ended.</summary>
    public SegmentCounts Counts { get; private set; }

    /// <summary>Every segment that is added, removed or differs, each once.</summary>
    /// <param name="withUnchanged">Whether the others come too.</param>
    /// <param name="progress">Told after each cell; null to tell nobody.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async IAsyncEnumerable<SegmentChange> RunAsync(
        bool withUnchanged, IProgress<BaseMapImportProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var passed = 0;
        foreach (var (cell, now) in InBoth())
        {
            if (now is not null && before is not null && IsSame(cell))
            {
                var kept = AtHome(now.Segments, cell);
                foreach (var segment in kept)
                    if (withUnchanged)
                        yield return new SegmentChange(segment, segment);
                passed += kept.Count;
                Counts = Counts with { Kept = Counts.Kept + kept.Count };
            }
            else
            {
                var was = before is null
                    ? []
                    : AtHome(await reader.LoadCellsAsync(before, [cell], cancellationToken).ConfigureAwait(false), cell);
                var here = AtHome(now?.Segments ?? [], cell);
                foreach (var change in Compare(was, here))
                    if (withUnchanged || !change.IsUnchanged)
                        yield return change;
                passed += here.Count;
            }

            progress?.Report(new BaseMapImportProgress(passed, after.Segments));
        }

        foreach (var change in Settle())
            if (withUnchanged || !change.IsUnchanged)
                yield return change;
    }

    private static List<RoadSegment> AtHome(IEnumerable<RoadSegment> segments, CellId cell) =>
        [.. segments.Where(segment => segment.HomeCell == cell)];

    private IEnumerable<(CellId Cell, RoadCell? Now)> InBoth()
    {
        var was = before?.Cells ?? [];
        var at = 0;
        foreach (var cell in cells)
        {
            for (; at < was.Length && was[at].Cell.CompareTo(cell.Cell) < 0; at++)
                yield return (was[at].Cell, null);
            if (at < was.Length && was[at].Cell == cell.Cell)
                at++;
            yield return (cell.Cell, cell);
        }

        for (; at < was.Length; at++)
            yield return (was[at].Cell, null);
    }

    private bool IsSame(CellId cell) =>
        before!.IndexOf(cell) is >= 0 and var then && before.Cells[then].Checksum == after.Cells[after.IndexOf(cell)].Checksum;

    /// <summary>Goes through both lists, which are in order of id.</summary>
    private IEnumerable<SegmentChange> Compare(List<RoadSegment> was, List<RoadSegment> now)
    {
        var at = 0;
        foreach (var segment in now)
        {
            for (; at < was.Count && was[at].Id.CompareTo(segment.Id) < 0; at++)
                _onlyBefore.Add(was[at].Id, was[at]);
            if (at < was.Count && was[at].Id == segment.Id)
                yield return Keep(was[at++], segment);
            else if (before is null)
                yield return Add(segment);
            else
                _onlyAfter.Add(segment.Id, segment);
        }

        for (; at < was.Count; at++)
            _onlyBefore.Add(was[at].Id, was[at]);
    }

    /// <summary>What is added or removed, once it is known what has only moved to another cell.</summary>
    private IEnumerable<SegmentChange> Settle()
    {
        foreach (var segment in _onlyAfter.Values)
            yield return _onlyBefore.Remove(segment.Id, out var was) ? Keep(was, segment) : Add(segment);
        foreach (var gone in _onlyBefore.Values.OrderBy(segment => segment.Id))
        {
            Counts = Counts with { Removed = Counts.Removed + 1 };
            yield return new SegmentChange(gone, null);
        }
    }

    private SegmentChange Keep(RoadSegment was, RoadSegment now)
    {
        var change = new SegmentChange(was, now);
        Counts = Counts with
        {
            Kept = Counts.Kept + 1,
            Retagged = Counts.Retagged + (change.IsRetagged ? 1 : 0),
            Moved = Counts.Moved + (change.IsMoved ? 1 : 0),
            Altered = Counts.Altered + (change.IsAltered ? 1 : 0),
        };
        return change;
    }

    private SegmentChange Add(RoadSegment now)
    {
        Counts = Counts with { Added = Counts.Added + 1 };
        return new SegmentChange(null, now);
    }
}
