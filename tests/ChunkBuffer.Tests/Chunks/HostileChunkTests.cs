using System.Buffers.Binary;
using FsCheck;
using FsCheck.Fluent;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Chunks.Coding;
using Telemetry.ChunkBuffer.Frames;

namespace Telemetry.ChunkBuffer.Tests.Chunks;

public sealed class HostileChunkTests
{
    private static readonly ChunkHeader s_header = new(
        new ChunkId(new(1, 2), DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123)), BaseMap: 7, Model: 3);

    private static readonly VehicleMessage[] s_messages =
        [new SimulatedDrive(1).Message(12), new SimulatedDrive(2).Message(20), new SimulatedDrive(3).Message(5)];

    private static readonly byte[] s_chunk = ChunkCodec.Encode(s_header, s_messages);

    [Fact]
    public void Decode_CutAnywhere_Throws()
    {
        for (var length = 0; length < s_chunk.Length; length++)
            AssertRefused(s_chunk[..length]);
    }

    [Fact]
    public void Decode_AnyBitFlipped_Throws()
    {
        var changed = s_chunk.ToArray();
        for (var bit = 0; bit < changed.Length * 8; bit++)
        {
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(changed);
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Decode_ZerosInsteadOfATail_Throws()
    {
        // What a torn write leaves behind on some file systems.
        for (var kept = 0; kept < s_chunk.Length; kept += 7)
        {
            var torn = new byte[s_chunk.Length];
            s_chunk.AsSpan(0, kept).CopyTo(torn);
            if (!torn.AsSpan().SequenceEqual(s_chunk))
                AssertRefused(torn);
        }
    }

    [Fact]
    public void Decode_BytesAppended_Throws() => AssertRefused([.. s_chunk, 0]);

    [Fact]
    public void Decode_AnyBytes_ThrowsNothingElse() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), AssertRefused).QuickCheckThrowOnFailure();

    [Fact]
    public void Open_AnotherChunk_Throws() =>
        Assert.Throws<ChunkFormatException>(() => ChunkReader.Open(s_chunk, s_header.Id with { Value = new(9, 9) }));

    [Fact]
    public void Read_OneMessageHarmed_ReadsTheOthers()
    {
        var changed = s_chunk.ToArray();
        changed[^3] ^= 1;
        var reader = ChunkReader.Open(changed, s_header.Id);
        MessageEquality.AssertSame(s_messages[0], reader.Read(0));
        MessageEquality.AssertSame(s_messages[1], reader.Read(1));
        Assert.Throws<ChunkFormatException>(() => reader.Read(2));
    }

    [Fact]
    public void Decode_BlockChangedUnderRightChecksums_ThrowsOrGivesFrames()
    {
        // An attacker who can compute checksums: nothing but a format error may come out, and no huge allocation.
        var random = new Random(4);
        var block = ChunkCodec.EncodeMessage(s_messages[1]);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = block.Bytes.ToArray();
            for (var change = random.Next(1, 6); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            DecodeBlock(bytes.AsMemory(0, random.Next(3) == 0 ? random.Next(bytes.Length) : bytes.Length));
        }
    }

    [Fact]
    public void Decode_RandomBlocksUnderRightChecksums_ThrowsOrGivesFrames()
    {
        var random = new Random(5);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = new byte[random.Next(200)];
            random.NextBytes(bytes);
            DecodeBlock(bytes);
        }
    }

    [Fact]
    public void Open_HostileCountsUnderRightChecksum_Throws()
    {
        foreach (var at in new[] { 44, 48, 52, 56, 64 })
        {
            foreach (var value in new[] { int.MaxValue, int.MinValue, -1, 1 << 20, 1 << 22 })
            {
                var changed = s_chunk.ToArray();
                BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(at), value);
                var directoryEnd = ChunkLayout.HeaderSize + s_messages.Length * ChunkLayout.DirectoryLineSize;
                BinaryPrimitives.WriteUInt32LittleEndian(
                    changed.AsSpan(directoryEnd), Crc32C.Of(changed.AsSpan(0, directoryEnd)));
                if (at != 48 || value < 0 || value > 1 << 22)
                    AssertRefused(changed);
            }
        }
    }

    [Fact]
    public void Decode_NumbersBeyondTheirRange_Throws()
    {
        var writer = new BlockWriter();
        for (var i = 0; i < 48; i++)
            writer.Byte(0);
        writer.Byte(0);
        writer.Varint(1);
        writer.Varint(0);
        writer.Varint(0);
        writer.Varint(0);
        // A time, then an accuracy that no 32-bit number holds.
        writer.Bits(31, 8);
        writer.LongBits(0);
        writer.Bits(31, 8);
        writer.LongBits(ulong.MaxValue);
        Assert.Throws<ChunkFormatException>(() => MessageCoder.Decode(writer.Finish(), 1));
    }

    private static void DecodeBlock(ReadOnlyMemory<byte> block)
    {
        try
        {
            Assert.InRange(MessageCoder.Decode(block.Span, 20).Frames.Length, 1, 20);
        }
        catch (ChunkFormatException)
        {
            // The other allowed end.
        }
    }

    private static void AssertRefused(byte[] bytes) =>
        Assert.Throws<ChunkFormatException>(() => ChunkCodec.Decode(bytes));
}
