namespace Telemetry.Contracts.Client;

/// <summary>
/// Messages that wait to be sent, in order of arrival. An entry is leased while it is being sent, so that several senders
/// share an outbox; leases live in memory only. Implementations are safe for use from several threads.
/// </summary>
public interface IOutbox
{
    /// <summary>Messages held, leased ones included.</summary>
    int Count { get; }

    /// <summary>Adds a serialised <c>FrameMessage</c>; false where the outbox is full. Once true, it is as durable as the outbox is.</summary>
    ValueTask<bool> TryAddAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation);

    /// <summary>
    /// Leases the oldest entries that nobody has leased, up to both bounds but at least one; empty where there are none.
    /// </summary>
    /// <param name="maxMessages">At most so many entries, 1 or more.</param>
    /// <param name="maxBytes">At most so many bytes together, unless the first alone is larger.</param>
    /// <param name="cancellation">Ends the call.</param>
    ValueTask<IReadOnlyList<OutboxEntry>> LeaseAsync(int maxMessages, int maxBytes, CancellationToken cancellation);

    /// <summary>Removes entries that were leased, for good.</summary>
    ValueTask RemoveAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation);

    /// <summary>Gives leased entries back; they keep their place.</summary>
    void Release(IReadOnlyList<OutboxEntry> entries);
}
