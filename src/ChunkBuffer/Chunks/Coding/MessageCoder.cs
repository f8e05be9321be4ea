using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.V1;

namespace Telemetry.ChunkBuffer.Chunks.Coding;

/// <summary>One message's block: identities, flags and signs as bytes, then the frames' columns as bits.</summary>
internal static class MessageCoder
{
    private const byte FirstFlag = 1;
    private const byte LastFlag = 2;

    // Encoding is asked for message by message on busy threads; what it works in is kept by thread.
    [ThreadStatic]
    private static Workspace? t_workspace;

    public static byte[] Encode(VehicleMessage message)
    {
        var frames = (t_workspace ??= new Workspace()).Frames;
        frames.Clear();
        foreach (ref readonly var frame in Whole(message.Frames).AsSpan())
            frames.Add(frame);
        return Encode(message.Head, frames);
    }

    public static byte[] Encode(in MessageHead message, FrameTable frames)
    {
        Check(message, frames.Count);
        var workspace = t_workspace ??= new Workspace();
        var writer = workspace.Writer;
        writer.Start();
        writer.Hash(message.Key);
        writer.Hash(message.Vehicle);
        writer.UInt64(message.Fleet);
        writer.UInt64((ulong)message.ReceivedAtMs);
        writer.Byte((byte)((message.FirstOfSession ? FirstFlag : 0) | (message.LastOfSession ? LastFlag : 0)));
        writer.Varint((ulong)frames.Count);
        writer.Varint((ulong)message.ContextFrames);
        var held = Whole(message.SignsInForce);
        writer.Varint((ulong)held.Length);
        foreach (var sign in held)
        {
            writer.SignedVarint(sign.DistanceDrivenM);
            WriteSign(writer, sign.Sign);
        }

        var signs = Whole(message.Signs);
        writer.Varint((ulong)signs.Length);
        foreach (var sign in signs)
        {
            writer.Varint((ulong)sign.FrameIndex);
            WriteSign(writer, sign.Sign);
        }

        workspace.Columns.Write(writer, frames);
        return writer.Finish();
    }

    /// <param name="block">The message's bytes, checksum checked.</param>
    /// <param name="mostFrames">Frames that the whole chunk holds: a message cannot hold more.</param>
    public static VehicleMessage Decode(ReadOnlySpan<byte> block, int mostFrames)
    {
        var reader = new BlockReader(block);
        var key = reader.Hash();
        var vehicle = reader.Hash();
        var fleet = reader.UInt64();
        var receivedAt = (long)reader.UInt64();
        var flags = reader.Byte();
        if ((flags & ~(FirstFlag | LastFlag)) != 0)
            throw new ChunkFormatException("Reserved flags of a message are set.");
        var frames = new QuantizedFrame[FrameCount(ref reader, mostFrames)];
        var context = reader.Count(frames.Length - 1);
        var held = ReadHeld(ref reader);
        var signs = ReadSigns(ref reader, frames.Length);
        reader.StartBits();
        FrameColumns.Read(ref reader, frames);
        reader.ExpectEnd();
        return new VehicleMessage
        {
            Key = key,
            Vehicle = vehicle,
            Fleet = fleet,
            ReceivedAtMs = receivedAt,
            FirstOfSession = (flags & FirstFlag) != 0,
            LastOfSession = (flags & LastFlag) != 0,
            ContextFrames = context,
            SignsInForce = held,
            Frames = ImmutableCollectionsMarshal.AsImmutableArray(frames),
            Signs = signs,
        };
    }

    private static void Check(in MessageHead message, int frames)
    {
        if (frames is 0 or > ChunkLayout.MaxFramesPerMessage)
            throw new ArgumentException("A message holds 1 to 3,600 frames.", nameof(frames));
        if (message.ContextFrames < 0 || message.ContextFrames >= frames)
            throw new ArgumentException("Context frames are fewer than frames.", nameof(message));
        foreach (var sign in Whole(message.Signs))
        {
            if (sign.FrameIndex < 0 || sign.FrameIndex >= frames)
                throw new ArgumentException("A sign names a frame that is not there.", nameof(message));
        }
    }

    private static int FrameCount(ref BlockReader reader, int mostFrames)
    {
        var count = reader.Count(Math.Min(ChunkLayout.MaxFramesPerMessage, mostFrames));
        return count > 0 ? count : throw new ChunkFormatException("A message holds no frames.");
    }

    private static ImmutableArray<SignHeldInForce> ReadHeld(ref BlockReader reader)
    {
        // A sign takes at least one byte, so a count beyond the block is refused before anything is allocated for it.
        var held = ImmutableArray.CreateBuilder<SignHeldInForce>();
        for (var left = reader.Count(reader.Remaining); left > 0; left--)
        {
            var distance = reader.SignedInt();
            held.Add(new SignHeldInForce(ReadSign(ref reader), distance));
        }

        return held.DrainToImmutable();
    }

    private static ImmutableArray<FrameSign> ReadSigns(ref BlockReader reader, int frames)
    {
        var signs = ImmutableArray.CreateBuilder<FrameSign>();
        for (var left = reader.Count(reader.Remaining); left > 0; left--)
        {
            var frame = reader.Count(frames - 1);
            signs.Add(new FrameSign(frame, ReadSign(ref reader)));
        }

        return signs.DrainToImmutable();
    }

    private static void WriteSign(BlockWriter writer, QuantizedSign sign)
    {
        writer.SignedVarint((int)sign.Type);
        writer.SignedVarint((int)sign.Permanency);
        writer.SignedVarint(sign.ConfidencePercent);
        writer.SignedVarint(sign.PositionOffsetDm);
        writer.Text(sign.ValueText);
        var conditions = Whole(sign.Conditions);
        writer.Varint((ulong)conditions.Length);
        foreach (var condition in conditions)
            writer.Text(condition);
    }

    private static QuantizedSign ReadSign(ref BlockReader reader)
    {
        var type = (SignRecognition.Types.Type)reader.SignedInt();
        var permanency = (SignRecognition.Types.Permanency)reader.SignedInt();
        var confidence = reader.SignedInt();
        var offset = reader.SignedInt();
        var value = reader.Text();
        var conditions = ImmutableArray.CreateBuilder<string>();
        for (var left = reader.Count(reader.Remaining); left > 0; left--)
            conditions.Add(reader.Text());
        return new QuantizedSign(type, value, permanency, confidence, offset, conditions.DrainToImmutable());
    }

    private static ImmutableArray<T> Whole<T>(ImmutableArray<T> array) => array.IsDefault ? [] : array;

    private sealed class Workspace
    {
        public BlockWriter Writer { get; } = new();

        public FrameTable Frames { get; } = new();

        public FrameTableWriter Columns { get; } = new();
    }
}
