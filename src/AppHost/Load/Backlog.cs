namespace Telemetry.AppHost.Load;

/// <summary>What waits.</summary>
/// <param name="Frames">Frames acknowledged and not in the map yet.</param>
/// <param name="Age">How long ago the oldest of them came.</param>
internal readonly record struct Backlog(long Frames, TimeSpan Age);
