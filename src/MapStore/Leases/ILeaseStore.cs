namespace Telemetry.MapStore.Leases;

/// <summary>
/// Leases by name: one owner at a time, until it runs out. Safe for use by many threads. Every member throws
/// <see cref="Contracts.Faults.BackendUnavailableException"/> where the store cannot be reached.
/// </summary>
public interface ILeaseStore
{
    /// <summary>
    /// Takes or renews a lease for <paramref name="duration"/> from <paramref name="now"/>. False where another owner holds
    /// it and it has not run out.
    /// </summary>
    Task<bool> TryAcquireAsync(
        string name, string owner, DateTimeOffset now, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives a lease back; nothing happens where <paramref name="owner"/> does not hold it.</summary>
    Task ReleaseAsync(string name, string owner, CancellationToken cancellationToken);
}
