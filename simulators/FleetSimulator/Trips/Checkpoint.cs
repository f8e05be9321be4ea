namespace Telemetry.FleetSimulator.Trips;

/// <summary>A place on a trip that is not passed faster than a speed: a bend or a turn.</summary>
/// <param name="AtM">Metres along the trip.</param>
/// <param name="SpeedMps">The speed, above 0 and low enough that braking for what follows is possible.</param>
internal readonly record struct Checkpoint(double AtM, double SpeedMps);
