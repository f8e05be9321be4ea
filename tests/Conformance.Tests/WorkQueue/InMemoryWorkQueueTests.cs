using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.Conformance.Tests.WorkQueue;

public sealed class InMemoryWorkQueueTests : WorkQueueConformance
{
    protected override Task<IWorkQueue> OpenAsync(WorkLane lane) =>
        Task.FromResult<IWorkQueue>(new InMemoryWorkQueue(lane, TimeProvider.System));
}
