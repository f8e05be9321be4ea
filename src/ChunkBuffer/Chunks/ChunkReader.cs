using System.Buffers.Binary;
using Telemetry.ChunkBuffer.Chunks.Coding;
using Telemetry.ChunkBuffer.Frames;

namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>
/// An opened chunk: header and directory are checked, messages are checked and decoded one by one, so that one harmed
/// message does not take the others with it. Immutable; safe for use by many threads.
/// </summary>
public sealed class ChunkReader
{
    private readonly ReadOnlyMemory<byte> _chunk;
    private readonly int[] _starts;

    private ChunkReader(ReadOnlyMemory<byte> chunk, ChunkHeader header, int frames, int[] starts)
    {
        _chunk = chunk;
        _starts = starts;
        Header = header;
        Frames = frames;
    }

    /// <summary>What the chunk says about itself.</summary>
    public ChunkHeader Header { get; }

    /// <summary>How many messages it holds.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>How many frames its messages hold together, context frames included.</summary>
    public int Frames { get; }

    /// <summary>Checks header and directory, and that this is the chunk asked for.</summary>
    /// <exception cref="ChunkFormatException">The bytes are torn, cut short, no chunk at all, or another chunk.</exception>
    public static ChunkReader Open(ReadOnlyMemory<byte> chunk, ChunkId expected)
    {
        var reader = Open(chunk);
        if (reader.Header.Id.Value != expected.Value)
            throw new ChunkFormatException("This is another chunk than the one asked for.");
        return reader;
    }

    /// <summary>Checks header and directory.</summary>
    /// <exception cref="ChunkFormatException">The bytes are torn, cut short, or no chunk at all.</exception>
    public static ChunkReader Open(ReadOnlyMemory<byte> chunk)
    {
        var bytes = chunk.Span;
        var header = ChunkLayout.ReadHeader(bytes);
        if (header.Length != bytes.Length)
            throw new ChunkFormatException($"The chunk should be {header.Length} bytes and is {bytes.Length}.");
        if (header.Messages is < 0 or > ChunkLayout.MaxMessages || header.Frames is < 0 or > ChunkLayout.MaxFrames)
            throw new ChunkFormatException("The chunk's counts are out of range.");
        var directoryEnd = ChunkLayout.HeaderSize + header.Messages * ChunkLayout.DirectoryLineSize;
        if (directoryEnd + ChunkLayout.ChecksumSize > bytes.Length)
            throw new ChunkFormatException("The chunk is shorter than its directory.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[directoryEnd..]) != Crc32C.Of(bytes[..directoryEnd]))
            throw new ChunkFormatException("The checksum of the chunk's header and directory is wrong.");

        var id = new ChunkId(header.Id, CreatedAt(header.CreatedAtMs));
        var starts = Starts(bytes, header.Messages, directoryEnd + ChunkLayout.ChecksumSize);
        return new ChunkReader(chunk, new ChunkHeader(id, header.BaseMap, header.Model), header.Frames, starts);
    }

    /// <summary>Decodes a message.</summary>
    /// <param name="index">0 to one less than <see cref="Count"/>.</param>
    /// <exception cref="ChunkFormatException">This message's bytes were changed; others may still be read.</exception>
    public VehicleMessage Read(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var bytes = _chunk.Span;
        var block = bytes[_starts[index].._starts[index + 1]];
        var line = bytes[(ChunkLayout.HeaderSize + index * ChunkLayout.DirectoryLineSize)..];
        if (BinaryPrimitives.ReadUInt32LittleEndian(line[4..]) != Crc32C.Of(block))
            throw new ChunkFormatException($"The checksum of message {index} is wrong.");
        return MessageCoder.Decode(block, Frames);
    }

    private static int[] Starts(ReadOnlySpan<byte> bytes, int messages, int first)
    {
        var starts = new int[messages + 1];
        long at = first;
        for (var i = 0; i < messages; i++)
        {
            starts[i] = (int)at;
            var length = BinaryPrimitives.ReadInt32LittleEndian(
                bytes[(ChunkLayout.HeaderSize + i * ChunkLayout.DirectoryLineSize)..]);
            if (length < 0 || (at += length) > bytes.Length)
                throw new ChunkFormatException("The directory points beyond the chunk.");
        }

        if (at != bytes.Length)
            throw new ChunkFormatException("The directory does not cover the chunk.");
        starts[messages] = (int)at;
        return starts;
    }

    private static DateTimeOffset CreatedAt(long unixMs)
    {
        if (unixMs < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() ||
            unixMs > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            throw new ChunkFormatException("The chunk's time is out of range.");
        return DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
    }
}
