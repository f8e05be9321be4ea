namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>A message's line in the ledger.</summary>
/// <param name="Frames">Frames accepted (context frames included: the books count what was received).</param>
/// <param name="Matched">Counted frames that were matched to a road; 0 until it is applied.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Error">Why it was given up; null otherwise.</param>
public sealed record MessageEntry(int Frames, int Matched, MessageOutcome Outcome, string? Error);
