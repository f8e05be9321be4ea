using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.MapWorker.Polling;

/// <summary>A work item that the worker holds, compared by delivery.</summary>
internal sealed class HeldItem(IWorkQueue lane, ReceivedWorkItem received)
{
    public IWorkQueue Lane { get; } = lane;

    public ReceivedWorkItem Received { get; } = received;
}
