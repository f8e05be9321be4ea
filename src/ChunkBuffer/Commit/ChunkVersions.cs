namespace Telemetry.ChunkBuffer.Commit;

/// <summary>What a chunk is to be worked on with; read when it is closed.</summary>
/// <param name="BaseMap">Sequence number of the base map in force.</param>
/// <param name="Model">Version of the matching and fusion models in force.</param>
public readonly record struct ChunkVersions(long BaseMap, int Model);
