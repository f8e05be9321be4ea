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
        if (!ring.TryGetKey(EpochKeyRing.EpochOf(message.Frames[0].TimestampUtcMs), out var key))
            throw new BackendUnavailableException("epoch key ring", new InvalidOperationException("There is no key for the epoch of a valid frame."));
        return new MessageIdentity(
            IdentityHasher.MessageKey(key.Span, message.FleetId, message.VehicleId, message.SessionId, message.MessageId),
            IdentityHasher.Vehicle(key.Span, message.FleetId, message.VehicleId),
            IdentityHasher.Fleet(key.Span, message.FleetId));
    }
}
