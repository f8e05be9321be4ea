using Telemetry.ChunkBuffer.Ledger;
using Telemetry.Contracts.Faults;

namespace Telemetry.AppHost.Load;

/// <summary>
/// Reads what waits from the chunk ledger: what the receiver has acknowledged and no worker has brought into the map yet. Another source
/// than the one that the scaling policy goes by, so that a policy that is told wrong shows.
/// </summary>
internal sealed class BacklogProbe(IChunkLedger ledger, TimeProvider time)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>The backlog at this moment; null where the ledger does not answer.</summary>
    public async Task<Backlog?> ReadAsync(CancellationToken cancellationToken)
    {
        using var silent = new CancellationTokenSource(s_patience, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silent.Token);
        try
        {
            var now = time.GetUtcNow();
            var (frames, oldest) = (0L, now);
            await foreach (var entry in ledger.FindInFlightAsync(now, end.Token))
            {
                frames += entry.Messages.Sum(message => (long)message.Frames);
                if (entry.Chunk.CreatedAt < oldest)
                    oldest = entry.Chunk.CreatedAt;
            }

            return new Backlog(frames, now - oldest);
        }
        catch (BackendUnavailableException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
