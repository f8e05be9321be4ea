using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapWorker.Roads;

/// <summary>The base map in force, as the worker needs it. Safe for use by many threads.</summary>
internal interface IRoadSource
{
    /// <summary>The sequence number of the base map in force.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The store is down or holds no base map yet.</exception>
    Task<long> FindNewestAsync(CancellationToken cancellationToken);

    /// <summary>
    /// A graph that holds at least every road within the matcher's reach of the fixes. What is matched on it does not depend
    /// on what else it holds.
    /// </summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The store is down or holds no base map yet.</exception>
    Task<RoadGraph> GraphAroundAsync(ReadOnlyMemory<Fix> fixes, CancellationToken cancellationToken);

    /// <summary>The base map's sequence number and a graph that holds at least every road that touches the box.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The store is down or holds no base map yet.</exception>
    Task<(long BaseMap, RoadGraph Graph)> GraphOfAsync(GeoBox box, CancellationToken cancellationToken);

    /// <summary>The base map's sequence number and a segment of it; no segment where the map does not have it.</summary>
    /// <param name="id">The segment.</param>
    /// <param name="homeCell">Its home cell as far as known.</param>
    /// <param name="cancellationToken">Cancels loading.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The store is down or holds no base map yet.</exception>
    Task<(long BaseMap, RoadSegment? Segment)> FindSegmentAsync(
        SegmentId id, CellId? homeCell, CancellationToken cancellationToken);
}
