namespace Telemetry.MapStore.Published;

/// <summary>
/// Where a reader of the change feed stands. A cursor is the last version covered. One exception: compaction forgets deletes,
/// so a cursor below the newest forgotten delete is normally refused — but a reader that starts from 0 afterwards walks
/// through those versions too, and has missed nothing. Its cursors carry the number of the compaction after which it started
/// (above bit 40) until it has passed the forgotten ones, and are good until the next compaction that forgets something.
/// </summary>
internal static class FeedCursor
{
    private const int VersionBits = 40;

    /// <summary>The version that a cursor covers.</summary>
    public static long VersionOf(long cursor) => cursor & ((1L << VersionBits) - 1);

    /// <summary>The cursor of a reader that has covered <paramref name="version"/>.</summary>
    public static long At(long version, FeedState state) =>
        version > 0 && version < state.Forgotten ? (state.Compactions << VersionBits) | version : version;

    /// <summary>Refuses a cursor from which deletes would be missed, or which this feed never gave.</summary>
    /// <exception cref="CursorExpiredException">It is refused.</exception>
    public static void Check(long cursor, FeedState state)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(cursor);
        var version = VersionOf(cursor);
        var startedSince = cursor >> VersionBits == state.Compactions;
        var complete = cursor == 0 || version >= state.Forgotten || (startedSince && state.Compactions > 0);
        // Beyond the newest version: a cursor of another map, say of an embedded process that has ended.
        if (!complete || version > state.Newest)
            throw new CursorExpiredException(cursor, state.Forgotten);
    }

    /// <summary>Makes a page of the changes found, which are one more than <paramref name="limit"/> where there is more.</summary>
    public static ChangePage Page(List<MapChange> found, int limit, FeedState state)
    {
        var more = found.Count > limit;
        if (more)
            found.RemoveRange(limit, found.Count - limit);
        return new ChangePage(found, more ? At(found[^1].Version, state) : state.Newest, more);
    }
}
