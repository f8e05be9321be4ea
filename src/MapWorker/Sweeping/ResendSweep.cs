using Telemetry.ChunkBuffer.Ledger;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Sweeping;

/// <summary>
/// Sends work items again whose chunk is in the books but in no queue: its receiver died between the ledger entry and the
/// work item, or the queue lost it. A chunk that is worked on all the same is applied once: the second time changes nothing.
/// </summary>
internal sealed class ResendSweep(
    IChunkLedger ledger, IReadOnlyList<IWorkQueue> lanes, MapWorkerOptions options, TimeProvider time)
{
    /// <summary>One sweep; does nothing while there is a backlog, in which the items may well be waiting.</summary>
    /// <returns>How many items were sent.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var lane in lanes)
        {
            var depth = await lane.DepthAsync(cancellationToken);
            if (depth.Visible > 0 || depth.InFlight > 0)
                return 0;
        }

        var sent = 0;
        var sentBefore = time.GetUtcNow() - options.ResendAfter;
        await foreach (var entry in ledger.FindInFlightAsync(sentBefore, cancellationToken))
        {
            var lane = lanes.FirstOrDefault(candidate => candidate.Lane == entry.Lane) ?? lanes[0];
            await lane.SendAsync(entry.Item, cancellationToken);
            sent++;
        }

        return sent;
    }
}
