namespace Telemetry.MapStore.Published;

/// <summary>A page of the change feed.</summary>
/// <param name="Changes">In order of version.</param>
/// <param name="Cursor">
/// Where to go on; opaque. It is the last version that the page covers, also where a box passed it over, except for a reader
/// that started from 0 and is still among versions from before a compaction.
/// </param>
/// <param name="More">True where more is there already.</param>
public sealed record ChangePage(IReadOnlyList<MapChange> Changes, long Cursor, bool More);
