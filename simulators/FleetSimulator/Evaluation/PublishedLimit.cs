using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;

namespace Telemetry.FleetSimulator.Evaluation;

/// <summary>A speed limit that the platform serves.</summary>
/// <param name="Segment">The base segment.</param>
/// <param name="Direction">The direction of travel.</param>
/// <param name="FromM">Where it begins, metres along the base segment in the way's order.</param>
/// <param name="ToM">Where it ends, above <paramref name="FromM"/>.</param>
/// <param name="Limit">The limit.</param>
/// <param name="IsLearned">True where vehicles had their say: they taught it, or confirm the tag.</param>
public readonly record struct PublishedLimit(
    SegmentId Segment, TravelDirection Direction, double FromM, double ToM, SpeedLimit Limit, bool IsLearned);
