namespace Telemetry.FleetSimulator.Statistics;

/// <summary>How far one fix of a drive lies from the route that was truly driven.</summary>
/// <param name="TimeMs">Unix time in milliseconds.</param>
/// <param name="DistanceM">Metres to the nearest point of the route.</param>
/// <param name="LateralM">
/// Metres to the right of the route in driving direction, negative to the left; NaN where the car hardly moved, so that its
/// direction is not known, or where the fix is too far out to belong to one place of the route.
/// </param>
internal readonly record struct RouteOffset(long TimeMs, double DistanceM, double LateralM);
