using Telemetry.Contracts.Faults;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapWorker.Grains;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Cells;

/// <summary>
/// One round over the cells around new evidence: derive, publish, and only then mark the grains as published in the evidence
/// store. So a grain counts as published when all that follows from it is, its own facts and those of the cells around it, and
/// whatever dies half-way leaves it unpublished. For one thread at a time.
/// </summary>
/// <remarks>
/// Why the map at rest follows from the evidence alone: a revision is marked only by a round that began to read after it was
/// put. The round that marks the last revision to be put around a cell has therefore read all of the final evidence; no other
/// sum of revisions is as large, so its publication stays. That holds for any number of rounds at once; the lease saves work.
/// </remarks>
internal sealed partial class CellRound(
    IEvidenceStore store, PublishedMarks marks, DirtyCells dirty, CellPublisher publisher, MapWorkerOptions options,
    ILogger<CellRound> logger)
{
    // One round over much is cheaper than many over little, for they would share most cells.
    private const int MostMarks = 20_000;
    private const int ReadAtOnce = 100;
    private long _baseMap;

    /// <summary>True where a round would find something to do.</summary>
    /// <param name="all">Whether grains count that are not quiet yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BackendUnavailableException">The base map's store is down.</exception>
    public async Task<bool> IsDueAsync(bool all, CancellationToken cancellationToken) =>
        marks.Due(all, limit: 1).Count > 0 || await dirty.FindBaseMapAsync(cancellationToken) != _baseMap;

    /// <summary>Runs a round.</summary>
    /// <param name="all">Whether grains count that are not quiet yet.</param>
    /// <param name="holdAsync">Called now and then; false where the round has to break off, for another publisher took over.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <exception cref="BackendUnavailableException">A store is down; the next round does the same again.</exception>
    public async Task RunAsync(
        bool all, Func<CancellationToken, Task<bool>> holdAsync, CancellationToken cancellationToken)
    {
        var baseMap = await dirty.FindBaseMapAsync(cancellationToken);
        var due = marks.Due(all, MostMarks);
        var around = new IReadOnlyList<CellId>?[due.Count];
        await InParallelAsync(
            (due.Count + ReadAtOnce - 1) / ReadAtOnce,
            async (part, token) =>
            {
                var (first, end) = (part * ReadAtOnce, Math.Min((part + 1) * ReadAtOnce, due.Count));
                var segments = due.Skip(first).Take(end - first).Select(mark => mark.Grain).Where(grain => grain.Kind == GrainKind.Segment);
                var heads = await store.LoadManyAsync([.. segments], token);
                for (var i = first; i < end; i++)
                    around[i] = await TryFindCellsAsync(due[i], heads.GetValueOrDefault(due[i].Grain), token);
            },
            cancellationToken);
        var cells = around.SelectMany(found => found ?? []).ToHashSet();
        if (baseMap != _baseMap)
            cells.UnionWith(await dirty.FindOutdatedAsync(baseMap, cancellationToken));

        if (await publisher.PublishAsync(cells, holdAsync, cancellationToken) is not { } failed)
            return;
        await InParallelAsync(
            due.Count,
            async (i, token) =>
            {
                // What failed stays unpublished in the store: a sweep brings it up again after a while.
                if (around[i] is { } found && !found.Any(failed.Contains))
                    await store.MarkPublishedAsync(due[i].Grain, due[i].Revision, token);
                marks.Forget(due[i]);
            },
            cancellationToken);
        _baseMap = baseMap;
    }

    /// <summary>Null where the grain's evidence cannot be read.</summary>
    private async Task<IReadOnlyList<CellId>?> TryFindCellsAsync(
        PublishedMark mark, EvidenceHead? head, CancellationToken cancellationToken)
    {
        try
        {
            return await dirty.AroundAsync(mark.Grain, head, cancellationToken);
        }
        catch (Exception exception) when (
            exception is not (OperationCanceledException or BackendUnavailableException or OutOfMemoryException))
        {
            LogUnreadable(exception, mark.Grain.ToString());
            return null;
        }
    }

    private Task InParallelAsync(int count, Func<int, CancellationToken, Task> body, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = options.CellParallelism, CancellationToken = cancellationToken },
            async (i, token) => await body(i, token));

    [LoggerMessage(3612, LogLevel.Error, "The evidence of grain {Grain} cannot be read.")]
    private partial void LogUnreadable(Exception exception, string grain);
}
