using Telemetry.Contracts.Identity;

namespace Telemetry.Receiver.Intake;

/// <summary>What takes the place of a message's identities.</summary>
/// <param name="Message">Keyed hash of fleet, vehicle, session and message.</param>
/// <param name="Vehicle">Keyed hash of fleet and vehicle.</param>
/// <param name="Fleet">Keyed hash of the fleet.</param>
internal readonly record struct MessageIdentity(Hash128 Message, Hash128 Vehicle, ulong Fleet);
