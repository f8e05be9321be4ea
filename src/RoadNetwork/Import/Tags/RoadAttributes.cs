using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>What a drivable way's tags say, the same for all segments cut out of it.</summary>
/// <param name="Class">The <c>highway</c> class.</param>
/// <param name="IsLink">True for <c>*_link</c>.</param>
/// <param name="IsRoundabout">True for <c>junction=roundabout</c> and <c>circular</c>.</param>
/// <param name="Forward">Cars may drive in the way's order.</param>
/// <param name="Backward">Cars may drive against it.</param>
/// <param name="ForwardLimit">The limit in the way's order; null where it is not tagged or cars may not drive so.</param>
/// <param name="BackwardLimit">The limit against it, likewise.</param>
/// <param name="Name"><c>name</c> or else <c>ref</c>.</param>
internal readonly record struct RoadAttributes(
    RoadClass Class, bool IsLink, bool IsRoundabout, bool Forward, bool Backward,
    SpeedLimit? ForwardLimit, SpeedLimit? BackwardLimit, string? Name);
