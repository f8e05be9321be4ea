using Telemetry.Contracts.Limits;

namespace Telemetry.FleetSimulator.Evaluation;

/// <summary>A true limit on a part of a base segment.</summary>
/// <param name="FromM">Metres along the base segment in the way's order.</param>
/// <param name="ToM">Where it ends, above <paramref name="FromM"/>.</param>
/// <param name="Limit">The limit.</param>
public readonly record struct LimitPart(double FromM, double ToM, SpeedLimit Limit);
