using System.Collections.Concurrent;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapWorker.Options;
using Telemetry.MapWorker.Processing;

namespace Telemetry.MapWorker.Grains;

/// <summary>
/// The <em>stored</em> grain engine: no process owns a grain, every flush loads, folds and puts it under optimistic
/// concurrency. Contributions that arrive within a flush window are folded together and written once per grain.
/// </summary>
internal sealed partial class StoredGrainEngine(
    IEvidenceStore store, GrainWriter writer, OpenedGrains opened, FactPublisher publisher, PublishedMarks marks, FlushWindow window, Outage outage,
    WorkerMetrics metrics, MapWorkerOptions options, TimeProvider time, ILogger<StoredGrainEngine> logger)
    : BackgroundService, IGrainEngine
{
    private const int ReadAtOnce = 100;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _arrived = new(0, 1);
    private Dictionary<GrainId, List<PendingApply>> _pending = [];
    private volatile bool _stopped;

    /// <inheritdoc/>
    public Task<bool> ApplyAsync(
        GrainId grain, IReadOnlyList<Contribution> contributions, DateTimeOffset receivedAt,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(contributions.Count);
        var apply = new PendingApply(contributions, receivedAt);
        lock (_lock)
        {
            if (_stopped)
                return Task.FromException<bool>(new OperationCanceledException("The grain engine has stopped."));
            if (!_pending.TryGetValue(grain, out var applies))
                _pending.Add(grain, applies = []);
            applies.Add(apply);
            if (_arrived.CurrentCount == 0)
                _arrived.Release();
        }

        metrics.Contributed(contributions.Count);
        return apply.Task.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _arrived.WaitAsync(stoppingToken);
                await Task.Delay(window.Next(), time, stoppingToken);
                if (TakePending() is { Count: > 0 } batch)
                    await FlushAsync(batch, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops the work loop, which waits for its applies, before it stops this service.
        }
        finally
        {
            _stopped = true;
            Fail(TakePending().SelectMany(entry => entry.Value), new OperationCanceledException("The grain engine has stopped."));
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _arrived.Dispose();
        base.Dispose();
    }

    private static void Fail(IEnumerable<PendingApply> applies, Exception exception)
    {
        foreach (var apply in applies)
            apply.Fail(exception);
    }

    private Dictionary<GrainId, List<PendingApply>> TakePending()
    {
        lock (_lock)
        {
            var taken = _pending;
            _pending = [];
            return taken;
        }
    }

    private async Task FlushAsync(Dictionary<GrainId, List<PendingApply>> batch, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var publications = new ConcurrentBag<Publication>();

            // Not in the order of grains: workers that flush at the same time would meet at every one.
            foreach (var some in batch.Chunk(ReadAtOnce))
                await WriteAsync(some, publications, cancellationToken);
            var ordered = publications.OrderBy(publication => publication.Grain).ToList();
            var published = await outage.RideOutAsync(token => publisher.PublishAsync(ordered, token), cancellationToken);
            foreach (var (grain, exception) in published.Refused)
                FailGrain(grain, batch[grain], exception);
            foreach (var apply in batch.SelectMany(entry => entry.Value))
                apply.Complete();
            var took = time.GetElapsedTime(started);
            metrics.Flushed(took, published.Changes);
            LogFlushed(batch.Count, published.Changes, took.TotalMilliseconds);
        }
        catch (Exception exception)
        {
            // Nobody may wait for ever; whoever holds the work item tries again, which is harmless.
            Fail(batch.SelectMany(entry => entry.Value), exception);
            if (cancellationToken.IsCancellationRequested)
                throw;
            LogFlushFailed(exception, batch.Count);
        }
    }

    /// <summary>Reads some grains in one request, right before they are written: the less time in between, the fewer conflicts.</summary>
    private async Task WriteAsync(
        KeyValuePair<GrainId, List<PendingApply>>[] some, ConcurrentBag<Publication> publications, CancellationToken cancellationToken)
    {
        GrainId[] grains = [.. some.Select(entry => entry.Key)];
        var heads = await outage.RideOutAsync(token => store.LoadManyAsync(grains, token), cancellationToken);
        await Parallel.ForEachAsync(
            some,
            new ParallelOptions { MaxDegreeOfParallelism = options.WriteParallelism, CancellationToken = cancellationToken },
            async (entry, token) =>
            {
                var head = heads.GetValueOrDefault(entry.Key) ?? EvidenceHead.None(entry.Key);
                if (await TryWriteAsync(head, entry.Value, token) is { } facts)
                    publications.Add(facts);
            });
    }

    /// <summary>A grain's failure is none of the other grains', which only share its flush.</summary>
    private async Task<Publication?> TryWriteAsync(
        EvidenceHead head, List<PendingApply> applies, CancellationToken cancellationToken)
    {
        try
        {
            return await outage.RideOutAsync(token => WriteAsync(head, applies, token), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            FailGrain(head.Grain, applies, exception);
            return null;
        }
    }

    private void FailGrain(GrainId grain, List<PendingApply> applies, Exception exception)
    {
        LogGrainFailed(exception, grain.ToString());
        Fail(applies, exception);
    }

    private async Task<Publication?> WriteAsync(
        EvidenceHead head, List<PendingApply> applies, CancellationToken cancellationToken)
    {
        var loaded = await writer.WriteAsync(head.Grain, applies, head, cancellationToken);

        if (loaded is null || applies.Count == 0)
            return null;
        var publication = loaded.Head.PublishedRevision == loaded.Head.Revision ? null : await DeriveAsync(loaded, applies, cancellationToken);
        opened.Keep(loaded);
        return publication;
    }

    private async Task<Publication?> DeriveAsync(
        LoadedGrain loaded, List<PendingApply> applies, CancellationToken cancellationToken)
    {
        if (loaded.Head.Grain.Kind == GrainKind.Segment)
            return await publisher.DeriveAsync(loaded, applies.Max(apply => apply.ReceivedAt), cancellationToken);

        // One publisher at a time derives the facts of cells, which depend on more than one grain.
        marks.Note(loaded.Head.Grain, loaded.Head.Revision);
        return null;
    }

    [LoggerMessage(3104, LogLevel.Debug, "Flushed {Grains} grains with {Changes} changes in {Milliseconds:F0} ms.")]
    private partial void LogFlushed(int grains, int changes, double milliseconds);

    [LoggerMessage(3101, LogLevel.Error, "A flush of {Grains} grains failed; their work items are tried again.")]
    private partial void LogFlushFailed(Exception exception, int grains);

    [LoggerMessage(3103, LogLevel.Error, "Grain {Grain} could not be written or published; its messages are tried again.")]
    private partial void LogGrainFailed(Exception exception, string grain);
}
