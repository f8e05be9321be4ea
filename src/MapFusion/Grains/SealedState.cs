namespace Telemetry.MapFusion.Grains;

/// <summary>A grain's state ready to be stored. Putting the head is the commit point.</summary>
/// <param name="Head">The new head, at most 64 KB and about 8 KB on average.</param>
/// <param name="NewParts">Parts to write before the head; empty for most flushes.</param>
/// <param name="ObsoleteParts">Names of parts that the new head no longer names: delete them once it is put.</param>
public sealed record SealedState(
    ReadOnlyMemory<byte> Head, IReadOnlyList<GrainPart> NewParts, IReadOnlyList<string> ObsoleteParts);
