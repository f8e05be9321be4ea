namespace Telemetry.FleetSimulator.Driving.Signs;

/// <summary>A post of another road that one passes close by.</summary>
/// <param name="AlongM">Where one passes it, metres along the edge that one is on.</param>
/// <param name="Of">The edge that it stands at.</param>
/// <param name="OfAlongM">Metres along that edge.</param>
internal readonly record struct SignBeside(double AlongM, int Of, double OfAlongM);
