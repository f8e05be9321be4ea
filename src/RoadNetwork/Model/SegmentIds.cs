using System.Buffers.Binary;
using System.Security.Cryptography;
using Telemetry.Contracts.Identity;

namespace Telemetry.RoadNetwork.Model;

/// <summary>
/// How a base segment gets its id: the first 8 bytes, read big-endian, of SHA-256 over OSM way id, start node id, end node
/// id (64 bits each, two's complement) and ordinal (32 bits), all big-endian. Pure; safe to call from any thread.
/// </summary>
public static class SegmentIds
{
    private const int InputSize = 8 + 8 + 8 + 4;

    /// <summary>The id of a segment.</summary>
    /// <param name="wayId">The OSM way.</param>
    /// <param name="fromNodeId">The OSM node at its start, in the way's order.</param>
    /// <param name="toNodeId">The OSM node at its end.</param>
    /// <param name="ordinal">Tells segments of one way between the same two nodes apart, from 0 in the way's order.</param>
    public static SegmentId Of(long wayId, long fromNodeId, long toNodeId, int ordinal)
    {
        Span<byte> input = stackalloc byte[InputSize];
        BinaryPrimitives.WriteInt64BigEndian(input, wayId);
        BinaryPrimitives.WriteInt64BigEndian(input[8..], fromNodeId);
        BinaryPrimitives.WriteInt64BigEndian(input[16..], toNodeId);
        BinaryPrimitives.WriteInt32BigEndian(input[24..], ordinal);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        return new SegmentId(BinaryPrimitives.ReadUInt64BigEndian(hash));
    }
}
