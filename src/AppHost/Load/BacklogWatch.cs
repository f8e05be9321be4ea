using Telemetry.ChunkBuffer.Ledger;
using Telemetry.Contracts.Faults;

namespace Telemetry.AppHost.Load;

/// <summary>
/// Reads what waits from the chunk ledger, again and again: what the receiver has acknowledged and no worker has brought into the map yet.
/// Another source than the one that the scaling policy goes by, so that a policy that is told wrong shows.
/// </summary>
/// <param name="ledger">The ledger.</param>
/// <param name="acknowledged">Tells how many frames were acknowledged so far.</param>
/// <param name="time">The clock.</param>
internal sealed class BacklogWatch(IChunkLedger ledger, Func<long> acknowledged, TimeProvider time)
{
    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(1);

    private Backlog? _read;

    /// <summary>Reads until cancelled, which ends it in order. A long backlog takes longer to read, and nobody waits for it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var ticks = new PeriodicTimer(s_every, time);
        try
        {
            do
            {
                try
                {
                    _read = await ReadAsync(cancellationToken);
                }
                catch (BackendUnavailableException)
                {
                    // It is read again; until then nothing is known.
                }
            }
            while (await ticks.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to end.
        }
    }

    /// <summary>What was read since this was called last; null where nothing was.</summary>
    public Backlog? Take() => Interlocked.Exchange(ref _read, null);

    private async Task<Backlog> ReadAsync(CancellationToken cancellationToken)
    {
        var (at, now, known) = (time.GetTimestamp(), time.GetUtcNow(), acknowledged());
        var (frames, oldest) = (0L, now);
        await foreach (var entry in ledger.FindInFlightAsync(now, cancellationToken))
        {
            frames += entry.Messages.Sum(message => (long)message.Frames);
            if (entry.Chunk.CreatedAt < oldest)
                oldest = entry.Chunk.CreatedAt;
        }

        return new Backlog(at, frames, now - oldest, known);
    }
}
