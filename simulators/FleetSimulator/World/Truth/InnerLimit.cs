using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;

namespace Telemetry.FleetSimulator.World.Truth;

/// <summary>A true limit that begins between two junctions.</summary>
/// <param name="Segment">The road.</param>
/// <param name="Direction">The direction of travel.</param>
/// <param name="AlongM">Metres from where one enters the road, in that direction; from there to its end the limit holds.</param>
/// <param name="Limit">The limit.</param>
public readonly record struct InnerLimit(SegmentId Segment, TravelDirection Direction, double AlongM, SpeedLimit Limit);
