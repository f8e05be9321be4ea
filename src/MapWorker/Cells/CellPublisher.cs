using Telemetry.Contracts.Faults;
using Telemetry.Contracts.Geography;
using Telemetry.MapStore.Published;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Cells;

/// <summary>Derives cells and commits what they publish, some at a time.</summary>
internal sealed partial class CellPublisher(
    CellDeriver deriver, IPublishedMap map, WorkerMetrics metrics, MapWorkerOptions options, TimeProvider time,
    ILogger<CellPublisher> logger)
{
    /// <summary>Publishes cells.</summary>
    /// <param name="cells">The cells, each once.</param>
    /// <param name="holdAsync">Called before every commit; false where another publisher took over.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <returns>The cells that cannot be derived or published, whatever is tried; null where it broke off.</returns>
    /// <exception cref="BackendUnavailableException">A store is down.</exception>
    public async Task<IReadOnlySet<CellId>?> PublishAsync(
        IEnumerable<CellId> cells, Func<CancellationToken, Task<bool>> holdAsync, CancellationToken cancellationToken)
    {
        var failed = new HashSet<CellId>();
        foreach (var some in cells.Order().GroupBy(BlockOf).SelectMany(block => block.Chunk(options.PublishBatch)))
        {
            if (!await holdAsync(cancellationToken))
                return null;
            if (await TryPublishAsync(some, holdAsync, cancellationToken) is not { } done)
                return null;
            if (done)
                continue;

            // One cell's evidence may be damaged; the others are not to suffer.
            foreach (var cell in some)
            {
                if (await TryPublishAsync([cell], holdAsync, cancellationToken) is not { } alone)
                    return null;
                if (!alone)
                    failed.Add(cell);
            }
        }

        return failed;
    }

    /// <summary>False where it fails for another reason than a store; null where another publisher took over.</summary>
    private async Task<bool?> TryPublishAsync(
        CellId[] cells, Func<CancellationToken, Task<bool>> holdAsync, CancellationToken cancellationToken)
    {
        try
        {
            var publications = await deriver.DeriveAsync(cells, cancellationToken);

            // Deriving may have taken longer than the lease.
            if (!await holdAsync(cancellationToken))
                return null;
            metrics.Derived(cells.Length, await map.PublishAsync(publications, time.GetUtcNow(), cancellationToken));
            return true;
        }
        catch (Exception exception) when (
            exception is not (OperationCanceledException or BackendUnavailableException or OutOfMemoryException))
        {
            LogFailed(exception, cells.Length, cells[0].ToString());
            return false;
        }
    }

    // About 5 km: as much as is held in memory at a time.
    private static CellId BlockOf(CellId cell)
    {
        var box = CellGrid.Evidence.BoxOf(cell);
        return CellGrid.BaseMap.CellOf(new GeoPoint(box.WestE7, box.SouthE7));
    }

    [LoggerMessage(3611, LogLevel.Error, "Deriving {Cells} cells from {First} on failed.")]
    private partial void LogFailed(Exception exception, int cells, string first);
}
