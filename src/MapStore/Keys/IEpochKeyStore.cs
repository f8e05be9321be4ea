namespace Telemetry.MapStore.Keys;

/// <summary>
/// Keeps the key of the oldest epoch that still may be used; later keys follow from it one way, so that replacing it destroys
/// the older one for good. Safe for use by many threads. Every member throws
/// <see cref="Contracts.Faults.BackendUnavailableException"/> where the store cannot be reached.
/// </summary>
public interface IEpochKeyStore
{
    /// <summary>The stored key; null before the first save.</summary>
    Task<EpochKey?> LoadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the stored key if its epoch is still <paramref name="expectedEpoch"/> (null: if there is none). False where
    /// another process came first.
    /// </summary>
    Task<bool> TrySaveAsync(EpochKey key, int? expectedEpoch, CancellationToken cancellationToken);
}
