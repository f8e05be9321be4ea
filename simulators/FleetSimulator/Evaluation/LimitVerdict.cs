using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;

namespace Telemetry.FleetSimulator.Evaluation;

/// <summary>How the platform did on one road and direction that the base map had wrong.</summary>
/// <param name="Segment">The base segment.</param>
/// <param name="Direction">The direction of travel.</param>
/// <param name="Truth">The true limit; where there are two, that of the longer part.</param>
/// <param name="Vehicles">Distinct vehicles that truly passed, up to 16.</param>
/// <param name="RightM">Metres over which the truth is served.</param>
/// <param name="WrongM">Metres over which something else is served, learned or base.</param>
/// <param name="Outcome">What it counts as.</param>
public readonly record struct LimitVerdict(
    SegmentId Segment, TravelDirection Direction, SpeedLimit Truth, int Vehicles, double RightM, double WrongM, LimitOutcome Outcome);
