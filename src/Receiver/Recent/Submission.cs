using Telemetry.ChunkBuffer.Commit;

namespace Telemetry.Receiver.Recent;

/// <summary>
/// The messages of one post that are on their way into a chunk together. Whoever posts one of them again waits for the same
/// commit and shares its fate. Safe for use by many threads.
/// </summary>
internal sealed class Submission
{
    private readonly TaskCompletionSource<CommittedBatch> _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once the messages are durable; fails where they are not.</summary>
    public Task<CommittedBatch> Committed => _committed.Task;

    public void Complete(CommittedBatch batch) => _committed.SetResult(batch);

    public void Fail(Exception fault)
    {
        _committed.SetException(fault);
        // Its senders may all have gone by now; nobody left to look is not an error of its own.
        _ = _committed.Task.Exception;
    }
}
