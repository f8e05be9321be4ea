namespace Telemetry.HttpHosting.Health;

/// <summary>A readiness check that failed.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Detail">What it said.</param>
internal sealed record ReadinessFault(string Name, string Detail);
