using System.Buffers.Binary;
using Telemetry.ChunkBuffer.Chunks.Coding;
using Telemetry.ChunkBuffer.Frames;

namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>
/// Writes and reads chunks, byte for byte as <c>docs/formats/chunk.md</c> says: a checked header and directory, then one
/// checked block per message, columns of frames predicted and Rice-coded. Lossless on <see cref="VehicleMessage"/>. Pure and
/// safe for use by many threads.
/// </summary>
public static class ChunkCodec
{
    /// <summary>A chunk of the messages, in their order.</summary>
    /// <exception cref="ArgumentException">A message has no frames or over 3,600, or its counts or indices do not fit its
    /// frames; or the chunk would hold over 2^20 messages or 2^22 frames.</exception>
    public static byte[] Encode(ChunkHeader header, IReadOnlyList<VehicleMessage> messages) =>
        Assemble(header, messages.Select(EncodeMessage).ToList());

    /// <summary>One message's block.</summary>
    /// <exception cref="ArgumentException">The message has no frames or over 3,600, or its counts or indices do not fit its
    /// frames.</exception>
    public static EncodedMessage EncodeMessage(VehicleMessage message) =>
        new(MessageCoder.Encode(message), message.Frames.Length, message.CountedFrames);

    /// <summary>One message's block, of frames that lie in columns already.</summary>
    /// <exception cref="ArgumentException">There are no frames or over 3,600, or the head's counts or indices do not fit
    /// them.</exception>
    public static EncodedMessage EncodeMessage(in MessageHead head, FrameTable frames) =>
        new(MessageCoder.Encode(head, frames), frames.Count, frames.Count - head.ContextFrames);

    /// <summary>A chunk of encoded messages, in their order.</summary>
    /// <exception cref="ArgumentException">The chunk would hold over 2^20 messages, 2^22 frames or 2 GiB.</exception>
    public static byte[] Assemble(ChunkHeader header, IReadOnlyList<EncodedMessage> messages)
    {
        var frames = messages.Sum(m => (long)m.Frames);
        var length = ChunkLayout.HeaderSize + ChunkLayout.ChecksumSize + messages.Sum(m => (long)m.Size);
        if (messages.Count > ChunkLayout.MaxMessages || frames > ChunkLayout.MaxFrames || length > Array.MaxLength)
            throw new ArgumentException("Too much for one chunk.", nameof(messages));

        var chunk = new byte[length];
        ChunkLayout.WriteHeader(chunk, header, messages.Count, (int)frames, (int)length);
        var line = ChunkLayout.HeaderSize;
        var directoryEnd = line + messages.Count * ChunkLayout.DirectoryLineSize;
        var at = directoryEnd + ChunkLayout.ChecksumSize;
        foreach (var message in messages)
        {
            var block = message.Bytes.Span;
            BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(line), block.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(chunk.AsSpan(line + 4), Crc32C.Of(block));
            block.CopyTo(chunk.AsSpan(at));
            line += ChunkLayout.DirectoryLineSize;
            at += block.Length;
        }

        BinaryPrimitives.WriteUInt32LittleEndian(
            chunk.AsSpan(directoryEnd), Crc32C.Of(chunk.AsSpan(0, directoryEnd)));
        return chunk;
    }

    /// <summary>The whole chunk; all or nothing. <see cref="ChunkReader"/> reads message by message.</summary>
    /// <exception cref="ChunkFormatException">The bytes are torn, cut short, changed, or no chunk at all.</exception>
    public static Chunk Decode(ReadOnlyMemory<byte> chunk)
    {
        var reader = ChunkReader.Open(chunk);
        var messages = new VehicleMessage[reader.Count];
        for (var i = 0; i < messages.Length; i++)
            messages[i] = reader.Read(i);
        return new Chunk(reader.Header, messages);
    }
}
