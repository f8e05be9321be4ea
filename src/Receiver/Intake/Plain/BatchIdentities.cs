using System.Text;
using Telemetry.Contracts.Identity;
using Telemetry.MapStore.Keys;

namespace Telemetry.Receiver.Intake.Plain;

/// <summary>
/// Replaces the identities of one batch. Its messages are of one fleet nearly always, and often of one vehicle: what was hashed for the last
/// one is not again. Not safe for use by many threads.
/// </summary>
internal sealed class BatchIdentities(IdentityReplacer identities) : IDisposable
{
    private EpochHasher? _hasher;
    private byte[] _fleetBytes = [];
    private byte[] _vehicleBytes = [];
    private ulong _fleet;
    private Hash128 _vehicle;

    /// <summary>The fleet of the message hashed last.</summary>
    public string Fleet { get; private set; } = "";

    /// <summary>The hashes of a valid message.</summary>
    /// <param name="names">Its identities.</param>
    /// <param name="firstMs">The time of its first frame, Unix milliseconds.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">There is no key for its epoch.</exception>
    public MessageIdentity Hash(in PlainNames names, long firstMs)
    {
        var key = identities.KeyAt(firstMs);
        var sameFleet = _hasher is not null && _hasher.Key.Equals(key) && names.Fleet.SequenceEqual(_fleetBytes);
        if (_hasher is null || !_hasher.Key.Equals(key))
        {
            _hasher?.Dispose();
            _hasher = new EpochHasher(key);
        }

        if (!sameFleet)
        {
            (_fleetBytes, Fleet) = (names.Fleet.ToArray(), Encoding.UTF8.GetString(names.Fleet));
            _fleet = IdentityHasher.Fleet(key.Span, Fleet);
        }

        if (!sameFleet || !names.Vehicle.SequenceEqual(_vehicleBytes))
        {
            _vehicleBytes = names.Vehicle.ToArray();
            _vehicle = _hasher.Vehicle(names.Fleet, names.Vehicle);
        }

        return new MessageIdentity(_hasher.MessageKey(names.Fleet, names.Vehicle, names.Session, names.Message), _vehicle, _fleet);
    }

    /// <inheritdoc/>
    public void Dispose() => _hasher?.Dispose();
}
