using Telemetry.Contracts.Geography;

namespace Telemetry.FleetSimulator;

/// <summary>The route of a trip as it is set out on: the middle of the roads, in driving direction. Only evaluation may look at it.</summary>
/// <param name="SessionId">The drive's session.</param>
/// <param name="Line">At least two points.</param>
public sealed record DrivenRoute(string SessionId, IReadOnlyList<GeoPoint> Line);
