using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.HttpHosting.Health;
using Telemetry.Receiver.Intake;

namespace Telemetry.Receiver.Composition;

/// <summary>What must be reachable before a receiver can acknowledge anything, asked with reads that find nothing.</summary>
internal sealed class StoreReadiness(
    IChunkStore chunks, IChunkLedger ledger, IEnumerable<IWorkQueue> lanes, ChunkGate gate, TimeProvider time) : IReadinessCheck
{
    public string Name => "receiver";

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await chunks.GetAsync(new ChunkId(default, now), cancellationToken);
        await ledger.FindAsync(new ChunkId(default, now), cancellationToken);
        foreach (var lane in lanes)
            await lane.DepthAsync(cancellationToken);
        await gate.EnsureAsync(now, cancellationToken);
    }
}
