using System.Collections.Concurrent;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapWorker.Options;
using Telemetry.MapWorker.Processing;

namespace Telemetry.MapWorker.Grains;

/// <summary>
/// The <em>stored</em> grain engine: no process owns a grain, every flush loads, folds and puts it under optimistic
/// concurrency. Contributions that arrive within a flush window are folded together and written once per grain.
/// </summary>
internal sealed partial class StoredGrainEngine(
    GrainWriter writer, FactPublisher publisher, PublishedMarks marks, FlushWindow window, Outage outage,
    WorkerMetrics metrics, MapWorkerOptions options, TimeProvider time, ILogger<StoredGrainEngine> logger)
    : BackgroundService, IGrainEngine
{
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
                var batch = TakePending();
                var started = time.GetTimestamp();
                var changes = await FlushAsync(batch, stoppingToken);
                metrics.Flushed(time.GetElapsedTime(started), changes);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops the work loop, which waits for its applies, before it stops this service.
        }
        finally
        {
            _stopped = true;
            foreach (var apply in TakePending().SelectMany(entry => entry.Value))
                apply.Fail(new OperationCanceledException("The grain engine has stopped."));
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _arrived.Dispose();
        base.Dispose();
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

    private async Task<int> FlushAsync(Dictionary<GrainId, List<PendingApply>> batch, CancellationToken cancellationToken)
    {
        try
        {
            var publications = new ConcurrentBag<Publication>();
            await Parallel.ForEachAsync(
                batch,
                new ParallelOptions { MaxDegreeOfParallelism = options.WriteParallelism, CancellationToken = cancellationToken },
                async (entry, token) =>
                {
                    if (await outage.RideOutAsync(inner => WriteAsync(entry.Key, entry.Value, inner), token) is { } facts)
                        publications.Add(facts);
                });
            var ordered = publications.OrderBy(publication => publication.Grain).ToList();
            var changes = await outage.RideOutAsync(token => publisher.PublishAsync(ordered, token), cancellationToken);
            foreach (var apply in batch.SelectMany(entry => entry.Value))
                apply.Complete();
            return changes;
        }
        catch (Exception exception)
        {
            // Nobody may wait for ever; whoever holds the work item tries again, which is harmless.
            foreach (var apply in batch.SelectMany(entry => entry.Value))
                apply.Fail(exception);
            if (exception is OperationCanceledException)
                throw;
            LogFlushFailed(exception, batch.Count);
            return 0;
        }
    }

    private async Task<Publication?> WriteAsync(
        GrainId grain, List<PendingApply> applies, CancellationToken cancellationToken)
    {
        var loaded = await writer.WriteAsync(grain, applies, cancellationToken);

        if (loaded is null || applies.Count == 0 ||
            (loaded.Head.PublishedRevision == loaded.Head.Revision && !applies.Exists(apply => apply.WasNew)))
            return null;
        if (grain.Kind == GrainKind.Cell)
        {
            // One publisher at a time derives the facts of cells, which depend on more than one grain.
            marks.Note(grain, loaded.Head.Revision);
            return null;
        }

        return await publisher.DeriveAsync(loaded, applies.Max(apply => apply.ReceivedAt), cancellationToken);
    }

    [LoggerMessage(3101, LogLevel.Error, "A flush of {Grains} grains failed; their work items are tried again.")]
    private partial void LogFlushFailed(Exception exception, int grains);
}
