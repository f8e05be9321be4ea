namespace Telemetry.AppHost.Status;

/// <summary>How much waits in a lane.</summary>
/// <param name="Lane"><c>live</c> or <c>bulk</c>.</param>
/// <param name="Visible">Items ready to be received.</param>
/// <param name="InFlight">Items held by workers.</param>
public sealed record QueueStatus(string Lane, long Visible, long InFlight);
