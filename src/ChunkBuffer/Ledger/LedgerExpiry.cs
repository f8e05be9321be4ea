namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>How long the ledger keeps an item: past the last day on which its chunk can be applied.</summary>
internal static class LedgerExpiry
{
    public static readonly TimeSpan Age = TimeSpan.FromDays(9);

    public static bool IsOver(DateTimeOffset createdAt, DateTimeOffset now) => now - createdAt > Age;
}
