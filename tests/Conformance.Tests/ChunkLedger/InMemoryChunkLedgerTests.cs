using Telemetry.ChunkBuffer.Ledger;

namespace Telemetry.Conformance.Tests.ChunkLedger;

public sealed class InMemoryChunkLedgerTests : ChunkLedgerConformance
{
    protected override Task<IChunkLedger> OpenAsync() => Task.FromResult<IChunkLedger>(new InMemoryChunkLedger(Time));
}
