using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>
/// Names a chunk: 128 random bits, written as 32 hexadecimal digits. The store's key adds the UTC hour of
/// <see cref="CreatedAt"/> in front, so that a listing is in rough time order.
/// </summary>
/// <param name="Value">Random; unique without coordination.</param>
/// <param name="CreatedAt">When the chunk was closed, to the millisecond.</param>
public readonly record struct ChunkId(Hash128 Value, DateTimeOffset CreatedAt)
{
    /// <summary>32 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString();
}
