using Telemetry.Contracts.Geography;

namespace Telemetry.RoadNetwork.Model;

/// <summary>Who may drive a road in a direction while a condition is met.</summary>
/// <param name="Direction">The direction of travel that it holds for.</param>
/// <param name="Access">Who may drive there then.</param>
/// <param name="Condition">In the spelling of <see cref="ConditionalLimit.Condition"/>; never empty.</param>
public readonly record struct AccessCondition(TravelDirection Direction, RoadAccess Access, string Condition);
