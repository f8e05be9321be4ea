namespace Telemetry.MapFusion.Grains;

/// <summary>An immutable part of a grain's evidence.</summary>
/// <param name="Name">Unique within the grain: a letter and 16 lower-case hexadecimal digits.</param>
/// <param name="Bytes">At most 64 KB.</param>
public sealed record GrainPart(string Name, ReadOnlyMemory<byte> Bytes);
