namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>Keeps closed chunks for 7 days. Chunks are immutable. Safe for use by many threads.</summary>
public interface IChunkStore
{
    /// <summary>Durable when it returns. Writing the same id again with the same bytes is allowed.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The store cannot be reached or refuses for now.</exception>
    Task PutAsync(ChunkId id, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken);

    /// <summary>The bytes as put, or null where there is no such chunk (never written, or expired).</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The store cannot be reached or refuses for now.</exception>
    Task<ReadOnlyMemory<byte>?> GetAsync(ChunkId id, CancellationToken cancellationToken);
}
