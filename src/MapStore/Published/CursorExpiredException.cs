namespace Telemetry.MapStore.Published;

/// <summary>A cursor is older than the deletes that the feed still holds: the reader must start again from 0.</summary>
public sealed class CursorExpiredException(long cursor, long oldest)
    : Exception($"The change feed holds no complete record after {cursor}; the oldest cursor it can serve is {oldest}.")
{
    /// <summary>The oldest cursor above 0 that can be served.</summary>
    public long Oldest { get; } = oldest;
}
