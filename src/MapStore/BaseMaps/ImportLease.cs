using Telemetry.Contracts.Faults;
using Telemetry.MapStore.Leases;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>
/// The right to import, held by one process at a time: two at once would take the same number. Renewed while it is held; the
/// lease of a process that died runs out.
/// </summary>
internal sealed class ImportLease : IAsyncDisposable
{
    private const string Name = "import";
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_renewEvery = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_askEvery = TimeSpan.FromSeconds(1);

    private readonly ILeaseStore _leases;
    private readonly TimeProvider _time;
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _held;
    private readonly CancellationTokenSource _ended = new();
    private Task _renewing = Task.CompletedTask;

    private ImportLease(ILeaseStore leases, TimeProvider time, CancellationToken cancellationToken)
    {
        (_leases, _time) = (leases, time);
        _held = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Cancelled by the caller's token, and when the lease is lost.</summary>
    public CancellationToken Held => _held.Token;

    /// <summary>Takes the lease; waits for as long as one may last whose holder died.</summary>
    /// <exception cref="ImportInProgressException">Another import holds it for longer.</exception>
    /// <exception cref="BackendUnavailableException">The lease store is down.</exception>
    public static async Task<ImportLease> TakeAsync(ILeaseStore leases, TimeProvider time, CancellationToken cancellationToken)
    {
        var lease = new ImportLease(leases, time, cancellationToken);
        try
        {
            var asked = time.GetTimestamp();
            while (!await lease.TryRenewAsync(cancellationToken).ConfigureAwait(false))
            {
                if (time.GetElapsedTime(asked) > s_duration + s_askEvery)
                    throw new ImportInProgressException();
                await Task.Delay(s_askEvery, time, cancellationToken).ConfigureAwait(false);
            }

            lease._renewing = Task.Run(lease.RenewAsync, CancellationToken.None);
            return lease;
        }
        catch
        {
            lease.Drop();
            throw;
        }
    }

    /// <summary>Gives the lease back; one that cannot be given back runs out.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        try
        {
            await _leases.ReleaseAsync(Name, _owner, CancellationToken.None).ConfigureAwait(false);
        }
        catch (BackendUnavailableException)
        {
            // It runs out by itself.
        }

        Drop();
    }

    private Task<bool> TryRenewAsync(CancellationToken cancellationToken) =>
        _leases.TryAcquireAsync(Name, _owner, _time.GetUtcNow(), s_duration, cancellationToken);

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(s_renewEvery, _time);
        var renewed = _time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token).ConfigureAwait(false))
            {
                try
                {
                    if (!await TryRenewAsync(_ended.Token).ConfigureAwait(false))
                        break;
                    renewed = _time.GetTimestamp();
                }
                catch (BackendUnavailableException) when (_time.GetElapsedTime(renewed) < s_duration - s_renewEvery)
                {
                    // Two more attempts before the lease runs out.
                }
            }

            await _held.CancelAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The import has ended.
        }
        catch (BackendUnavailableException)
        {
            await _held.CancelAsync().ConfigureAwait(false);
        }
    }

    private void Drop()
    {
        _held.Dispose();
        _ended.Dispose();
    }
}
