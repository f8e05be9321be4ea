namespace Telemetry.AppHost.Status;

/// <summary>One message or chunk that was given up on.</summary>
/// <param name="Chunk">The chunk.</param>
/// <param name="Message">The message's index in it; null for the whole chunk.</param>
/// <param name="Reason">A stable word.</param>
/// <param name="Detail">In words.</param>
/// <param name="At">When.</param>
public sealed record DeadLetterStatus(string Chunk, int? Message, string Reason, string Detail, DateTimeOffset At);
