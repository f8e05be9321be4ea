using FsCheck;
using FsCheck.Fluent;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Geography;

namespace Telemetry.ChunkBuffer.Tests.Chunks;

public sealed class ChunkCodecTests
{
    private static readonly ChunkHeader s_header = new(
        new ChunkId(new(1, 2), DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123)), BaseMap: 7, Model: 3);

    [Fact]
    public void Of_CheckValue_IsTheStandards() => Assert.Equal(0xE3069283, Crc32C.Of("123456789"u8));

    [Fact]
    public void Decode_AnyMessages_GivesThemBack() =>
        Prop.ForAll(MessageGenerators.Messages, message =>
        {
            var other = new SimulatedDrive(1).Message(3);
            var chunk = ChunkCodec.Decode(ChunkCodec.Encode(s_header, [message, other, message]));
            Assert.Equal(s_header, chunk.Header);
            Assert.Equal(3, chunk.Messages.Count);
            MessageEquality.AssertSame(message, chunk.Messages[0]);
            MessageEquality.AssertSame(other, chunk.Messages[1]);
            MessageEquality.AssertSame(message, chunk.Messages[2]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_NoMessages_GivesNone() =>
        Assert.Empty(ChunkCodec.Decode(ChunkCodec.Encode(s_header, [])).Messages);

    [Fact]
    public void Encode_SimulatedDriving_TakesAtMost14BytesAFrame()
    {
        var drive = new SimulatedDrive(20);
        var messages = Enumerable.Range(0, 200).Select(_ => drive.Message(60)).ToList();
        var bytesPerFrame = ChunkCodec.Encode(s_header, messages).Length / (200 * 60.0);
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytesPerFrame:F2} bytes per frame");
        Assert.InRange(bytesPerFrame, 5, 14);
    }

    [Fact]
    public void Encode_ShortMessages_StayUnder20BytesAFrame()
    {
        var drive = new SimulatedDrive(21);
        var messages = Enumerable.Range(0, 200).Select(_ => drive.Message(15)).ToList();
        Assert.InRange(ChunkCodec.Encode(s_header, messages).Length / (200 * 15.0), 5, 20);
    }

    [Fact]
    public void Encode_SameMessages_GivesSameBytes()
    {
        var message = new SimulatedDrive(5).Message(100);
        Assert.Equal(ChunkCodec.Encode(s_header, [message]), ChunkCodec.Encode(s_header, [message]));
    }

    [Fact]
    public void Encode_NoFrames_Throws() => AssertRefused(m => m with { Frames = [] });

    [Fact]
    public void Encode_TooManyFrames_Throws() =>
        AssertRefused(m => m with { Frames = [.. Enumerable.Repeat(m.Frames[0], 3601)] });

    [Fact]
    public void Encode_OnlyContextFrames_Throws() => AssertRefused(m => m with { ContextFrames = m.Frames.Length });

    [Fact]
    public void Encode_SignBeyondFrames_Throws() =>
        AssertRefused(m => m with { Signs = [new FrameSign(m.Frames.Length, new(default, "", default, 0, 0, []))] });

    [Fact]
    public void Decode_StandingCar_TakesNextToNothing()
    {
        var frame = new QuantizedFrame(0, new GeoPoint(86_900_000, 494_100_000), 30, 3599, 0,
            QuantizedFrame.Absent, QuantizedFrame.Absent, QuantizedFrame.Absent, QuantizedFrame.Absent);
        var message = new SimulatedDrive(1).Message(2) with
        {
            Frames = [.. Enumerable.Range(0, 3600).Select(i => frame with { TimestampUtcMs = i * 1000L })],
        };
        var encoded = ChunkCodec.EncodeMessage(message);
        Assert.InRange(encoded.Bytes.Length, 1, 700);
        MessageEquality.AssertSame(message, ChunkCodec.Decode(ChunkCodec.Encode(s_header, [message])).Messages[0]);
    }

    private static void AssertRefused(Func<VehicleMessage, VehicleMessage> change)
    {
        var message = change(new SimulatedDrive(1).Message(4));
        Assert.Throws<ArgumentException>(() => ChunkCodec.EncodeMessage(message));
    }
}
