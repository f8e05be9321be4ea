namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>What a chunk says about itself.</summary>
/// <param name="Id">Its name and when it was closed.</param>
/// <param name="BaseMap">Sequence number of the base map in force when it was closed.</param>
/// <param name="Model">Version of the matching and fusion models in force when it was closed.</param>
public readonly record struct ChunkHeader(ChunkId Id, long BaseMap, int Model);
