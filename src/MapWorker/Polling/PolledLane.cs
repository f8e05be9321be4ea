using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.MapWorker.Polling;

/// <summary>A lane that the worker polls, and the heartbeat that keeps hidden what it holds of it.</summary>
/// <param name="Queue">The lane.</param>
/// <param name="Heartbeat">Extends what is held of it.</param>
/// <param name="Slots">One for each item that may be held of it besides those that are.</param>
internal sealed record PolledLane(IWorkQueue Queue, VisibilityHeartbeat Heartbeat, SemaphoreSlim Slots) : IAsyncDisposable
{
    public WorkLane Lane => Queue.Lane;

    public async ValueTask DisposeAsync()
    {
        await Heartbeat.DisposeAsync();
        Slots.Dispose();
    }
}
