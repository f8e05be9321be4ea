using Telemetry.MapFusion.Contributions;

namespace Telemetry.MapWorker.Grains;

/// <summary>One call to <see cref="IGrainEngine.ApplyAsync"/> that waits for its flush.</summary>
internal sealed class PendingApply(IReadOnlyList<Contribution> contributions, DateTimeOffset receivedAt)
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<Contribution> Contributions { get; } = contributions;

    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    /// <summary>True where the last fold found something new. Set anew by every attempt to fold.</summary>
    public bool WasNew { get; set; }

    public Task<bool> Task => _done.Task;

    public void Complete() => _done.TrySetResult(WasNew);

    public void Fail(Exception exception) => _done.TrySetException(exception);
}
