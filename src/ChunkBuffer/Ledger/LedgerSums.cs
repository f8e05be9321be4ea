namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>The books in both units.</summary>
/// <param name="Messages">Counted in messages.</param>
/// <param name="Frames">Counted in frames.</param>
/// <param name="OldestInFlight">When the oldest chunk in flight was sent; null where none is.</param>
public sealed record LedgerSums(Books Messages, Books Frames, DateTimeOffset? OldestInFlight);
