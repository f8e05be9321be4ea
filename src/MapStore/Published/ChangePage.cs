namespace Telemetry.MapStore.Published;

/// <summary>A page of the change feed.</summary>
/// <param name="Changes">In order of version.</param>
/// <param name="Cursor">Where to go on: the last version that the page covers, also where a box passed it over.</param>
/// <param name="More">True where more is there already.</param>
public sealed record ChangePage(IReadOnlyList<MapChange> Changes, long Cursor, bool More);
