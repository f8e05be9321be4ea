namespace Telemetry.FleetSimulator.Driving;

/// <summary>A place on a trip that is not passed faster than a speed.</summary>
/// <param name="AtM">Metres along the trip.</param>
/// <param name="SpeedMps">The speed, low enough that braking for what follows is possible; 0 to stop.</param>
/// <param name="StandS">Seconds to stand there.</param>
internal readonly record struct Checkpoint(double AtM, double SpeedMps, double StandS);
