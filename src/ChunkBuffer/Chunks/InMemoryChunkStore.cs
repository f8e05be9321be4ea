using System.Collections.Concurrent;
using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>Keeps chunks in the process's memory, for tests and demonstrations; forgets everything when it ends.</summary>
public sealed class InMemoryChunkStore(TimeProvider time) : IChunkStore
{
    private readonly ConcurrentDictionary<Hash128, (DateTimeOffset CreatedAt, byte[] Bytes)> _chunks = new();

    /// <inheritdoc/>
    public Task PutAsync(ChunkId id, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _chunks[id.Value] = (id.CreatedAt, chunk.ToArray());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetAsync(ChunkId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_chunks.TryGetValue(id.Value, out var kept))
            return Task.FromResult<ReadOnlyMemory<byte>?>(null);
        if (ChunkExpiry.IsOver(kept.CreatedAt, time.GetUtcNow()))
        {
            _chunks.TryRemove(id.Value, out _);
            return Task.FromResult<ReadOnlyMemory<byte>?>(null);
        }

        return Task.FromResult<ReadOnlyMemory<byte>?>(kept.Bytes);
    }
}
