using Telemetry.Contracts.Geography;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>
/// Base maps by sequence number: immutable cells and one manifest, and which of them is in force. A base map is complete
/// once its manifest is there, which is written last. Safe for use by many threads. Every member throws
/// <see cref="Contracts.Faults.BackendUnavailableException"/> where the store cannot be reached.
/// </summary>
public interface IBaseMapStore
{
    /// <summary>Writes a cell of a base map that has no manifest yet.</summary>
    Task PutCellAsync(long baseMap, CellId cell, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>A cell's bytes; null where the map has nothing there.</summary>
    Task<ReadOnlyMemory<byte>?> GetCellAsync(long baseMap, CellId cell, CancellationToken cancellationToken);

    /// <summary>Completes a base map.</summary>
    Task PutManifestAsync(long baseMap, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>A base map's manifest; null where there is no such map.</summary>
    Task<ReadOnlyMemory<byte>?> GetManifestAsync(long baseMap, CancellationToken cancellationToken);

    /// <summary>The newest complete base map; null where there is none.</summary>
    Task<long?> FindNewestAsync(CancellationToken cancellationToken);
}
