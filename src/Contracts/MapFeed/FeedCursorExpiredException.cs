namespace Telemetry.Contracts.MapFeed;

/// <summary>The map API no longer holds everything behind a cursor: drop the copy and start again from 0.</summary>
public sealed class FeedCursorExpiredException(long cursor)
    : Exception($"The change feed no longer holds everything behind cursor {cursor}. Start again from 0.")
{
    /// <summary>The cursor that was asked for.</summary>
    public long Cursor { get; } = cursor;
}
