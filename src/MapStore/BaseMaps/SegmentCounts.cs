namespace Telemetry.MapStore.BaseMaps;

/// <summary>How two base maps differ in segments, by id.</summary>
/// <param name="Added">Only in the later one.</param>
/// <param name="Kept">In both.</param>
/// <param name="Removed">Only in the earlier one.</param>
/// <param name="Retagged">Kept, with other limits.</param>
/// <param name="Moved">Kept, with another line.</param>
/// <param name="Altered">Kept, with another class, name, access or the like.</param>
public readonly record struct SegmentCounts(int Added, int Kept, int Removed, int Retagged, int Moved, int Altered);
