namespace Telemetry.MapStore.Keys;

/// <summary>The epoch key of the embedded profile. Forgets it when the process ends.</summary>
public sealed class InMemoryEpochKeyStore : IEpochKeyStore
{
    private readonly Lock _gate = new();
    private EpochKey? _key;

    /// <inheritdoc/>
    public Task<EpochKey?> LoadAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult(_key);
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(EpochKey key, int? expectedEpoch, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_key?.Epoch != expectedEpoch)
                return Task.FromResult(false);
            _key = key;
            return Task.FromResult(true);
        }
    }
}
