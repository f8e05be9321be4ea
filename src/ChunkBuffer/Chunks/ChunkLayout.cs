using System.Buffers.Binary;
using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>Offsets and limits of the chunk format; see <c>docs/formats/chunk.md</c>. Numbers are little-endian.</summary>
internal static class ChunkLayout
{
    public const uint Magic = 0x4B484354; // "TCHK"
    public const byte Version = 1;
    public const int HeaderSize = 56;
    public const int DirectoryLineSize = 8;
    public const int ChecksumSize = 4;

    // Limits that bound what a hostile chunk can make a reader allocate; a posted batch of 32 MiB stays below them.
    public const int MaxMessages = 1 << 20;
    public const int MaxFrames = 1 << 22;
    public const int MaxFramesPerMessage = 3_600;

    public static void WriteHeader(Span<byte> to, ChunkHeader header, int messages, int frames, int length)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, Magic);
        to[4] = Version;
        to[5..8].Clear();
        header.Id.Value.WriteTo(to[8..]);
        BinaryPrimitives.WriteInt64LittleEndian(to[24..], header.Id.CreatedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt64LittleEndian(to[32..], header.BaseMap);
        BinaryPrimitives.WriteInt32LittleEndian(to[40..], header.Model);
        BinaryPrimitives.WriteInt32LittleEndian(to[44..], messages);
        BinaryPrimitives.WriteInt32LittleEndian(to[48..], frames);
        BinaryPrimitives.WriteInt32LittleEndian(to[52..], length);
    }

    /// <summary>Reads a header whose checksum was found right by the caller or will be checked next.</summary>
    public static (Hash128 Id, long CreatedAtMs, long BaseMap, int Model, int Messages, int Frames, int Length) ReadHeader(
        ReadOnlySpan<byte> from)
    {
        if (from.Length < HeaderSize + ChecksumSize)
            throw new ChunkFormatException("The chunk is shorter than a header.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(from) != Magic)
            throw new ChunkFormatException("These bytes are not a chunk.");
        if (from[4] != Version)
            throw new ChunkFormatException($"Chunk format version {from[4]} is not one this build reads.");
        if (from[5] != 0 || from[6] != 0 || from[7] != 0)
            throw new ChunkFormatException("Reserved bytes of the chunk's header are set.");
        return (
            Hash128.ReadFrom(from[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[24..]),
            BinaryPrimitives.ReadInt64LittleEndian(from[32..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[40..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[44..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[48..]),
            BinaryPrimitives.ReadInt32LittleEndian(from[52..]));
    }
}
