using Telemetry.ChunkBuffer.Chunks;

namespace Telemetry.Conformance.Tests.ChunkStore;

public sealed class InMemoryChunkStoreTests : ChunkStoreConformance
{
    protected override Task<IChunkStore> OpenAsync() => Task.FromResult<IChunkStore>(new InMemoryChunkStore(Time));
}
