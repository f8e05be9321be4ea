namespace Telemetry.MapFusion.Contributions;

/// <summary>A sign that the car held in force at the first fix.</summary>
/// <param name="Sign">The sign; its fix index and position offset say nothing.</param>
/// <param name="DistanceDrivenM">Metres driven from the sign to the first fix, 0 or more.</param>
public readonly record struct SignHeld(SignReading Sign, double DistanceDrivenM);
