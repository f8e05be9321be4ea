namespace Telemetry.ChunkBuffer.Frames;

/// <summary>A sign that the car held in force at the message's first frame.</summary>
/// <param name="Sign">What was read.</param>
/// <param name="DistanceDrivenM">Metres driven since the sign, 0 to 1,000,000.</param>
public readonly record struct SignHeldInForce(QuantizedSign Sign, int DistanceDrivenM);
