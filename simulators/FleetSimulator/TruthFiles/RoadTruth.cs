using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.FleetSimulator.Evaluation;

namespace Telemetry.FleetSimulator.TruthFiles;

/// <summary>What is true at the end of a run on a road and direction that the base map had wrong, or that changed.</summary>
/// <param name="Segment">The segment of the base map.</param>
/// <param name="Direction">The direction of travel.</param>
/// <param name="BaseLengthM">The base segment's length.</param>
/// <param name="Truth">The true limits, in metres along the base segment.</param>
/// <param name="Vehicles">Distinct vehicles that truly passed, up to 16.</param>
internal sealed record RoadTruth(
    SegmentId Segment, TravelDirection Direction, double BaseLengthM, IReadOnlyList<LimitPart> Truth, int Vehicles);
