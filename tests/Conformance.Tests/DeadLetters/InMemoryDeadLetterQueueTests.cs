using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.Conformance.Tests.DeadLetters;

public sealed class InMemoryDeadLetterQueueTests : DeadLetterQueueConformance
{
    protected override Task<IDeadLetterQueue> OpenAsync() =>
        Task.FromResult<IDeadLetterQueue>(new InMemoryDeadLetterQueue());
}
