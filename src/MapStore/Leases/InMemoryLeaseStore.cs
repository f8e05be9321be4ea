namespace Telemetry.MapStore.Leases;

/// <summary>The leases of the embedded profile.</summary>
public sealed class InMemoryLeaseStore : ILeaseStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Owner, DateTimeOffset Until)> _leases = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<bool> TryAcquireAsync(
        string name, string owner, DateTimeOffset now, TimeSpan duration, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_leases.TryGetValue(name, out var held) && held.Owner != owner && held.Until > now)
                return Task.FromResult(false);
            _leases[name] = (owner, now + duration);
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(string name, string owner, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_leases.TryGetValue(name, out var held) && held.Owner == owner)
                _leases.Remove(name);
        }

        return Task.CompletedTask;
    }
}
