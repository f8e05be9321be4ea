using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.MapWorker.Polling;

/// <summary>A work item that the worker holds, compared by delivery.</summary>
internal sealed class HeldItem(PolledLane lane, ReceivedWorkItem received)
{
    public PolledLane Lane { get; } = lane;

    public ReceivedWorkItem Received { get; } = received;

    public WorkItem Item => Received.Item;

    /// <summary>Completes when work on it begins, or never will.</summary>
    public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
