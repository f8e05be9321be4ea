using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Published;
using Telemetry.MapWorker.Roads;

namespace Telemetry.MapWorker.Cells;

/// <summary>
/// Says which cells must be derived again: those around grains with new evidence, and all that follow from an older base map.
/// Safe for use by many threads.
/// </summary>
internal sealed class DirtyCells(IPublishedMap map, IRoadSource roads)
{
    /// <summary>The cells whose facts depend on a grain; none where its road is no longer on the base map.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="head">Its head; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">A store is down.</exception>
    public async Task<IReadOnlyList<CellId>> AroundAsync(GrainId grain, EvidenceHead? head, CancellationToken cancellationToken)
    {
        if (grain.Kind == GrainKind.Cell)
            return CandidateRoads.Reach(grain.Cell);
        var homeCell = GrainLoader.Open(grain, head).State.HomeCell;
        var (_, segment) = await roads.FindSegmentAsync(grain.Segment, homeCell, cancellationToken);
        return segment is null ? [] : [.. CellReach.CellsAround(segment)];
    }

    /// <summary>The base map in force.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The store is down or holds no base map yet.</exception>
    public Task<long> FindBaseMapAsync(CancellationToken cancellationToken) => roads.FindNewestAsync(cancellationToken);

    /// <summary>Cells whose published facts follow from an older base map.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">A store is down.</exception>
    public async Task<IReadOnlyList<CellId>> FindOutdatedAsync(long baseMap, CancellationToken cancellationToken)
    {
        var outdated = new List<CellId>();
        await foreach (var grain in map.ReadGrainsAsync(GrainKind.Cell, cancellationToken))
        {
            if (await map.FindRevisionAsync(grain, cancellationToken) is { } revision && revision.BaseMap < baseMap)
                outdated.Add(grain.Cell);
        }

        return outdated;
    }
}
