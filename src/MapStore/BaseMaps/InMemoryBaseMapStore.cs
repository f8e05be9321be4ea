using System.Collections.Concurrent;
using Telemetry.Contracts.Geography;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>Base maps in memory: for tests, and for a generated town that nobody needs to keep.</summary>
public sealed class InMemoryBaseMapStore : IBaseMapStore
{
    private readonly ConcurrentDictionary<(long BaseMap, CellId Cell), ReadOnlyMemory<byte>> _cells = new();
    private readonly ConcurrentDictionary<long, ReadOnlyMemory<byte>> _manifests = new();

    /// <inheritdoc/>
    public Task PutCellAsync(long baseMap, CellId cell, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _cells[(baseMap, cell)] = bytes.ToArray();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetCellAsync(long baseMap, CellId cell, CancellationToken cancellationToken) =>
        Task.FromResult(_cells.TryGetValue((baseMap, cell), out var bytes) ? bytes : (ReadOnlyMemory<byte>?)null);

    /// <inheritdoc/>
    public Task PutManifestAsync(long baseMap, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _manifests[baseMap] = bytes.ToArray();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetManifestAsync(long baseMap, CancellationToken cancellationToken) =>
        Task.FromResult(_manifests.TryGetValue(baseMap, out var bytes) ? bytes : (ReadOnlyMemory<byte>?)null);

    /// <inheritdoc/>
    public Task<long?> FindNewestAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_manifests.IsEmpty ? (long?)null : _manifests.Keys.Max());
}
