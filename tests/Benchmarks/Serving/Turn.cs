namespace Telemetry.Benchmarks.Serving;

/// <summary>What one endpoint's turn took.</summary>
/// <param name="Usage">Of the server's process.</param>
/// <param name="Took">By the clock.</param>
internal readonly record struct Turn(ServerUsage Usage, TimeSpan Took);
