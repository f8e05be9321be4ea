using Telemetry.Contracts.Faults;
using Telemetry.Contracts.V1;
using Telemetry.MapStore.Keys;

namespace Telemetry.Receiver.Intake;

/// <summary>
/// Replaces identities by hashes under the key of the epoch of the message's first frame. Safe for use by many threads.
/// </summary>
internal sealed class IdentityReplacer(EpochKeyRing ring)
{
    /// <summary>The hashes of a validated message.</summary>
    /// <exception cref="BackendUnavailableException">There is no key for its epoch.</exception>
    public MessageIdentity Hash(FrameMessage message)
    {
        var key = KeyAt(message.Frames[0].TimestampUtcMs).Span;
        return new MessageIdentity(
            IdentityHasher.MessageKey(key, message.FleetId, message.VehicleId, message.SessionId, message.MessageId),
            IdentityHasher.Vehicle(key, message.FleetId, message.VehicleId),
            IdentityHasher.Fleet(key, message.FleetId));
    }

    /// <summary>The key of the epoch of a valid message's first frame.</summary>
    /// <exception cref="BackendUnavailableException">There is none.</exception>
    public ReadOnlyMemory<byte> KeyAt(long timestampUtcMs) => ring.TryGetKey(EpochKeyRing.EpochOf(timestampUtcMs), out var key)
        ? key
        : throw new BackendUnavailableException("epoch key ring", new InvalidOperationException("There is no key for the epoch of a valid frame."));
}
