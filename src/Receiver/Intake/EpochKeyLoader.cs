using Telemetry.Contracts.Faults;
using Telemetry.MapStore.Keys;

namespace Telemetry.Receiver.Intake;

/// <summary>Loads the epoch keys for whoever comes before they are there. Safe for use by many threads.</summary>
internal sealed class EpochKeyLoader(EpochKeyRing ring)
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Makes sure that there is a key for every epoch that a valid message may have.</summary>
    /// <exception cref="BackendUnavailableException">The keys are not loaded and cannot be.</exception>
    public ValueTask EnsureAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        IsLoaded(now) ? ValueTask.CompletedTask : new ValueTask(LoadAsync(now, cancellationToken));

    private bool IsLoaded(DateTimeOffset now) => ring.TryGetKey(EpochKeyRing.EpochOf(now), out _);

    private async Task LoadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!IsLoaded(now))
                await ring.RefreshAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }
}
