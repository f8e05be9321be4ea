using System.Globalization;

namespace Telemetry.ChunkBuffer.Queue;

/// <summary>
/// A lane of work in the process's memory, first in first out but for what comes back; forgets everything when it ends.
/// Visibility and waits follow the clock given.
/// </summary>
/// <param name="lane">Which lane this is.</param>
/// <param name="time">The clock.</param>
/// <param name="deadLetters">Takes items delivered 50 times without being finished; without it they stay.</param>
public sealed class InMemoryWorkQueue(WorkLane lane, TimeProvider time, IDeadLetterQueue? deadLetters = null) : IWorkQueue
{
    private readonly Lock _gate = new();
    private readonly Queue<Entry> _visible = new();
    private readonly Dictionary<string, Entry> _held = [];
    private TaskCompletionSource _arrival = NewArrival();
    private long _receipts;

    /// <inheritdoc/>
    public WorkLane Lane => lane;

    /// <inheritdoc/>
    public Task SendAsync(WorkItem item, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            Show(new Entry(item, 0, default));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReceivedWorkItem>> ReceiveAsync(
        int most, TimeSpan wait, TimeSpan visibility, CancellationToken cancellationToken)
    {
        QueueLimits.CheckReceive(most, wait, visibility);
        var until = time.GetUtcNow() + wait;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (taken, givenUp, arrival, patience) = Take(most, visibility, until);
            if (givenUp.Count > 0)
                await deadLetters!.AddAsync(givenUp, cancellationToken);
            if (taken.Count > 0 || patience <= TimeSpan.Zero)
                return taken;
            try
            {
                await arrival.WaitAsync(patience, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                // The wait is over, or a hold lapsed: look again.
            }
        }
    }

    /// <inheritdoc/>
    public Task ExtendAsync(
        IReadOnlyList<ReceivedWorkItem> items, TimeSpan visibility, CancellationToken cancellationToken)
    {
        QueueLimits.CheckVisibility(visibility);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ReturnLapsed(time.GetUtcNow());
            foreach (var item in items)
            {
                if (_held.TryGetValue(item.Receipt, out var entry))
                    _held[item.Receipt] = entry with { HiddenUntil = time.GetUtcNow() + visibility };
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(IReadOnlyList<ReceivedWorkItem> items, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            foreach (var item in items)
            {
                if (_held.Remove(item.Receipt, out var entry))
                    Show(entry);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(IReadOnlyList<ReceivedWorkItem> items, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            foreach (var item in items)
                _held.Remove(item.Receipt);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<QueueDepth> DepthAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ReturnLapsed(time.GetUtcNow());
            return Task.FromResult(new QueueDepth(_visible.Count, _held.Count));
        }
    }

    private (List<ReceivedWorkItem> Taken, List<DeadLetter> GivenUp, Task Arrival, TimeSpan Patience) Take(
        int most, TimeSpan visibility, DateTimeOffset until)
    {
        lock (_gate)
        {
            // One reading of the clock: a hold that lapses between two would seem to leave no time to wait.
            var now = time.GetUtcNow();
            ReturnLapsed(now);
            var taken = new List<ReceivedWorkItem>();
            var givenUp = new List<DeadLetter>();
            while (taken.Count < most && _visible.TryDequeue(out var entry))
            {
                if (deadLetters is not null && entry.Deliveries >= QueueLimits.MostDeliveries)
                {
                    givenUp.Add(new DeadLetter(
                        entry.Item.Chunk, null, QueueLimits.GivenUpReason, QueueLimits.GivenUpDetail, now));
                    continue;
                }

                var receipt = (++_receipts).ToString(CultureInfo.InvariantCulture);
                var held = entry with { Deliveries = entry.Deliveries + 1, HiddenUntil = now + visibility };
                _held.Add(receipt, held);
                taken.Add(new ReceivedWorkItem(entry.Item, receipt, held.Deliveries));
            }

            var patience = until - now;
            foreach (var held in _held.Values)
                patience = TimeSpan.FromTicks(Math.Min(patience.Ticks, (held.HiddenUntil - now).Ticks));
            return (taken, givenUp, _arrival.Task, patience);
        }
    }

    /// <summary>Holds that ran out become visible again. Called under the gate.</summary>
    private void ReturnLapsed(DateTimeOffset now)
    {
        foreach (var (receipt, entry) in _held.Where(h => h.Value.HiddenUntil <= now).OrderBy(h => h.Value.HiddenUntil).ToList())
        {
            _held.Remove(receipt);
            Show(entry);
        }
    }

    private void Show(Entry entry)
    {
        _visible.Enqueue(entry);
        _arrival.TrySetResult();
        _arrival = NewArrival();
    }

    private static TaskCompletionSource NewArrival() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed record Entry(WorkItem Item, int Deliveries, DateTimeOffset HiddenUntil);
}
