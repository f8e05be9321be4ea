using Telemetry.ChunkBuffer.Ledger;
using Telemetry.Contracts.Faults;

namespace Telemetry.ChunkBuffer.Commit;

/// <summary>
/// Books refusals that no chunk carries, at most once a delay. What is being booked keeps its id until the ledger says it is
/// in, so that a write whose answer was lost is not counted twice. Safe for use by many threads.
/// </summary>
internal sealed class RefusedBook(IChunkLedger ledger, TimeProvider time)
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private RefusedCounts _waiting;
    private (Guid Id, RefusedCounts Counts, DateTimeOffset At)? _inHand;

    public void Add(RefusedCounts refused)
    {
        lock (_gate)
            _waiting += refused;
    }

    /// <summary>Books all there is; false where the ledger cannot be reached, and then it stays for the next time.</summary>
    public async Task<bool> TryBookAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (Next() is { } next)
            {
                await ledger.AddRefusedAsync(next.Id, next.Counts, next.At, cancellationToken);
                lock (_gate)
                    _inHand = null;
            }

            return true;
        }
        catch (BackendUnavailableException)
        {
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    private (Guid Id, RefusedCounts Counts, DateTimeOffset At)? Next()
    {
        lock (_gate)
        {
            if (_inHand is null && _waiting != default)
            {
                _inHand = (Guid.NewGuid(), _waiting, time.GetUtcNow());
                _waiting = default;
            }

            return _inHand;
        }
    }
}
