using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;

namespace Telemetry.FleetSimulator.World;

/// <summary>One difference between the base map and the truth.</summary>
/// <param name="Segment">The segment; the same id in both.</param>
/// <param name="Kind">What differs.</param>
/// <param name="Direction">The direction of travel whose limit differs; forward for a line or a whole road.</param>
/// <param name="ShiftM">Metres that the base map's line lies to the right in the way's order; 0 for everything else.</param>
public readonly record struct WorldDifference(
    SegmentId Segment, DifferenceKind Kind, TravelDirection Direction, double ShiftM);
