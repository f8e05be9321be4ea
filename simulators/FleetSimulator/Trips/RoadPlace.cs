namespace Telemetry.FleetSimulator.Trips;

/// <summary>A place at the roadside.</summary>
/// <param name="Edge">The directed edge beside which it lies.</param>
/// <param name="AlongM">Metres from where the edge begins, in driving direction.</param>
internal readonly record struct RoadPlace(int Edge, double AlongM);
