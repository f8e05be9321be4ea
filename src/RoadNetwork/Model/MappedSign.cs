using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;

namespace Telemetry.RoadNetwork.Model;

/// <summary>A traffic sign that the map shows beside or on a road, after https://wiki.openstreetmap.org/wiki/Key:traffic_sign.</summary>
/// <param name="OffsetM">Metres along the segment in the way's order, in steps of 0.1, 0 to the segment's length rounded.</param>
/// <param name="Direction">The direction of travel that the sign faces; null where nothing says.</param>
/// <param name="Code">As tagged: <c>DE:274[30]</c>, <c>maxspeed</c>, <c>city_limit</c>. Never empty.</param>
/// <param name="Limit">The <c>maxspeed</c> that stands with the sign; null where there is none.</param>
public readonly record struct MappedSign(double OffsetM, TravelDirection? Direction, string Code, SpeedLimit? Limit);
