using Telemetry.Contracts.Faults;
using Telemetry.Contracts.V1;
using Telemetry.MapStore.Keys;

namespace Telemetry.Receiver.Intake;

/// <summary>
/// Replaces identities by hashes under the key of the epoch of the message's first frame. Safe for use by many threads.
/// </summary>
internal sealed class IdentityReplacer(EpochKeyRing ring)
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Makes sure that there is a key for every epoch that a valid message may have.</summary>
    /// <exception cref="BackendUnavailableException">The keys are not loaded and cannot be.</exception>
    public ValueTask EnsureAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        ring.TryGetKey(EpochKeyRing.EpochOf(now), out _) ? ValueTask.CompletedTask : new ValueTask(LoadAsync(now, cancellationToken));

    /// <summary>The hashes of a validated message.</summary>
    /// <exception cref="BackendUnavailableException">There is no key for its epoch.</exception>
    public MessageIdentity Hash(FrameMessage message)
    {
        if (!ring.TryGetKey(EpochKeyRing.EpochOf(message.Frames[0].TimestampUtcMs), out var key))
            throw new BackendUnavailableException("epoch key ring", new InvalidOperationException("There is no key for the epoch of a valid frame."));
        return new MessageIdentity(
            IdentityHasher.MessageKey(key.Span, message.FleetId, message.VehicleId, message.SessionId, message.MessageId),
            IdentityHasher.Vehicle(key.Span, message.FleetId, message.VehicleId),
            IdentityHasher.Fleet(key.Span, message.FleetId));
    }

    private async Task LoadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!ring.TryGetKey(EpochKeyRing.EpochOf(now), out _))
                await ring.RefreshAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }
}
