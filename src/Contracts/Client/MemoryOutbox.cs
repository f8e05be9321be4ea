namespace Telemetry.Contracts.Client;

/// <summary>An outbox that forgets everything when the process ends.</summary>
public sealed class MemoryOutbox : IOutbox
{
    private readonly Lock _lock = new();
    private readonly OutboxIndex _index;
    private readonly Dictionary<long, ReadOnlyMemory<byte>> _messages = [];
    private long _next;

    /// <param name="maxMessages">Messages it holds at most, 1 or more.</param>
    /// <param name="maxBytes">Bytes it holds at most, 1 or more; one message alone may be larger.</param>
    public MemoryOutbox(int maxMessages = 10_000, long maxBytes = 64 << 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        _index = new OutboxIndex(maxMessages, maxBytes);
    }

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_lock)
                return _index.Count;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryAddAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_index.HasRoomFor(message.Length))
                return ValueTask.FromResult(false);
            _index.Add(_next, message.Length);
            _messages.Add(_next++, message);
            return ValueTask.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OutboxEntry>> LeaseAsync(int maxMessages, int maxBytes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (_lock)
        {
            var entries = _index.Lease(maxMessages, maxBytes).Select(n => new OutboxEntry(n, _messages[n])).ToArray();
            return ValueTask.FromResult<IReadOnlyList<OutboxEntry>>(entries);
        }
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                if (_index.Remove(entry.Number))
                    _messages.Remove(entry.Number);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Release(IReadOnlyList<OutboxEntry> entries)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
                _index.Release(entry.Number);
        }
    }
}
