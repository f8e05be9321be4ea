using Telemetry.MapFusion.Contributions;

namespace Telemetry.MapWorker.Grains;

/// <summary>One call to <see cref="IGrainEngine.ApplyAsync"/> that waits for its flush.</summary>
internal sealed class PendingApply(IReadOnlyList<Contribution> contributions, DateTimeOffset receivedAt)
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Contribution> Contributions { get; } = contributions;

    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    /// <summary>True where the fold at hand found something new. Set anew by every attempt to fold.</summary>
    public bool WasNew { get; set; }

    /// <summary>True where contributions of this call were made durable by it, whatever happens to the flush afterwards.</summary>
    public bool Added { get; private set; }

    public Task<bool> Task => _done.Task;

    /// <summary>The fold at hand is durable. A flush repeated after an outage finds its own contributions known.</summary>
    public void NoteDurable() => Added |= WasNew;

    public void Complete() => _done.TrySetResult(Added);

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
