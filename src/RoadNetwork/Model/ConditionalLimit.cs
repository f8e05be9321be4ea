using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;

namespace Telemetry.RoadNetwork.Model;

/// <summary>
/// A tagged limit for cars that holds under a condition only, after
/// https://wiki.openstreetmap.org/wiki/Conditional_restrictions.
/// </summary>
/// <param name="Direction">The direction of travel that it holds for.</param>
/// <param name="Limit">The limit while the condition is met.</param>
/// <param name="Condition">
/// What stands behind the <c>@</c>, without the brackets, blanks made single and <c>AND</c> in capitals: <c>22:00-06:00</c>,
/// <c>wet</c>, <c>Mo-Fr 06:00-20:00 AND wet</c>. Never empty.
/// </param>
public readonly record struct ConditionalLimit(TravelDirection Direction, SpeedLimit Limit, string Condition);
