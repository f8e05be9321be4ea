using System.Runtime.CompilerServices;
using Telemetry.ChunkBuffer.Chunks;

namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>The books in the process's memory; forgets everything when it ends.</summary>
public sealed class InMemoryChunkLedger(TimeProvider time) : IChunkLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ChunkId, ChunkEntry> _entries = [];
    private readonly Dictionary<Guid, (RefusedCounts Counts, DateTimeOffset At)> _refused = [];

    /// <inheritdoc/>
    public Task OpenAsync(ChunkEntry entry, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            _entries.TryAdd(entry.Chunk, entry);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AddRefusedAsync(Guid id, RefusedCounts refused, DateTimeOffset at, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            _refused[id] = (refused, at);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> TryCompleteAsync(
        ChunkId chunk, IReadOnlyList<MessageEntry> messages, DateTimeOffset at, CancellationToken cancellationToken)
    {
        MessageLines.CheckComplete(messages);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (!_entries.TryGetValue(chunk, out var entry) || entry.CompletedAt is not null || IsExpired(chunk.CreatedAt))
                return Task.FromResult(false);
            _entries[chunk] = entry with { Messages = messages.ToArray(), CompletedAt = at };
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<ChunkEntry?> FindAsync(ChunkId chunk, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(IsExpired(chunk.CreatedAt) ? null : _entries.GetValueOrDefault(chunk));
    }

    /// <inheritdoc/>
    public Task<LedgerSums> SumAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ForgetExpired();
            var sums = new BookKeeper();
            foreach (var entry in _entries.Values)
                sums.Add(entry.Messages, entry.Refused, entry.CompletedAt is null ? entry.Item.EnqueuedAt : null);
            foreach (var (counts, _) in _refused.Values)
                sums.Add([], counts, null);
            return Task.FromResult(sums.Sums());
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChunkEntry> FindInFlightAsync(
        DateTimeOffset sentBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<ChunkEntry> found;
        lock (_gate)
        {
            ForgetExpired();
            found = _entries.Values
                .Where(e => e.CompletedAt is null && e.Item.EnqueuedAt < sentBefore)
                .OrderBy(e => e.Item.EnqueuedAt).ThenBy(e => e.Chunk.Value)
                .ToList();
        }

        foreach (var entry in found)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return entry;
        }

        await Task.CompletedTask;
    }

    private bool IsExpired(DateTimeOffset at) => LedgerExpiry.IsOver(at, time.GetUtcNow());

    private void ForgetExpired()
    {
        foreach (var chunk in _entries.Keys.Where(c => IsExpired(c.CreatedAt)).ToList())
            _entries.Remove(chunk);
        foreach (var id in _refused.Where(r => IsExpired(r.Value.At)).Select(r => r.Key).ToList())
            _refused.Remove(id);
    }
}
