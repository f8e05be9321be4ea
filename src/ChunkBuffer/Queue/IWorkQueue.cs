namespace Telemetry.ChunkBuffer.Queue;

/// <summary>
/// One lane of work: at least once, in no order. Safe for use by many threads. Every member throws
/// <see cref="Contracts.Faults.BackendUnavailableException"/> where the queue cannot be reached or refuses for now.
/// </summary>
public interface IWorkQueue
{
    /// <summary>Which lane this is.</summary>
    WorkLane Lane { get; }

    /// <summary>Sends an item; durable when it returns.</summary>
    Task SendAsync(WorkItem item, CancellationToken cancellationToken);

    /// <summary>
    /// Receives up to <paramref name="most"/> items (1 to 10) and hides them for <paramref name="visibility"/>. Waits up to
    /// <paramref name="wait"/> (0 to 20 s) for the first one and may return none.
    /// </summary>
    Task<IReadOnlyList<ReceivedWorkItem>> ReceiveAsync(
        int most, TimeSpan wait, TimeSpan visibility, CancellationToken cancellationToken);

    /// <summary>
    /// Hides held items for another <paramref name="visibility"/> from now. Items whose hold has lapsed are passed over.
    /// </summary>
    Task ExtendAsync(
        IReadOnlyList<ReceivedWorkItem> items, TimeSpan visibility, CancellationToken cancellationToken);

    /// <summary>Gives held items back so that another worker can have them soon.</summary>
    Task ReleaseAsync(IReadOnlyList<ReceivedWorkItem> items, CancellationToken cancellationToken);

    /// <summary>Removes finished items. Deleting twice is allowed.</summary>
    Task DeleteAsync(IReadOnlyList<ReceivedWorkItem> items, CancellationToken cancellationToken);

    /// <summary>How much waits.</summary>
    Task<QueueDepth> DepthAsync(CancellationToken cancellationToken);
}
