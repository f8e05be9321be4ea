namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>How long chunks are kept, and applied.</summary>
public static class ChunkExpiry
{
    /// <summary>Chunks older than this are deleted and never applied.</summary>
    public static TimeSpan Age { get; } = TimeSpan.FromDays(7);

    /// <summary>True where a chunk closed at <paramref name="createdAt"/> has expired by <paramref name="now"/>.</summary>
    public static bool IsOver(DateTimeOffset createdAt, DateTimeOffset now) => now - createdAt > Age;
}
