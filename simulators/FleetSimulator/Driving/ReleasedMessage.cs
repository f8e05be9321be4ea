using Telemetry.Contracts.V1;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>A message and when it left its vehicle.</summary>
internal readonly record struct ReleasedMessage(long TimeMs, int Vehicle, FrameMessage Message);
