namespace Telemetry.MapFusion.Contributions;

/// <summary>Lateral offsets of fixes at one station of a segment.</summary>
/// <param name="Station">Index of the station.</param>
/// <param name="Count">Fixes, 1 or more.</param>
/// <param name="SumCm">Sum of their offsets from the segment's line in 0.01 m, positive to the right in the way's order.</param>
internal readonly record struct StationOffset(int Station, long Count, long SumCm);
