using Telemetry.Contracts.Limits;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>A sign at the roadside.</summary>
/// <param name="AlongM">Metres from where the edge begins, in driving direction.</param>
/// <param name="Limit">What it says.</param>
internal readonly record struct SignPost(double AlongM, SpeedLimit Limit);
