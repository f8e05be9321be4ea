using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Telemetry.Contracts.Http;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Wire;
using Telemetry.TestKit;

namespace Telemetry.Contracts.Tests.Wire;

public sealed class FrameBatchWireTests
{
    [Fact]
    public void TryRead_WhatProtobufWrites_IsTheSameBatch() => Prop.ForAll<int>(seed =>
    {
        var batch = SampleFrames.Random(seed);
        return FrameBatchWire.TryRead(batch.ToByteArray(), out var read, out _) && batch.Equals(read);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryRead_DamagedBytes_NeverThrowsAndAgreesWithProtobuf() => Prop.ForAll<int, byte[]>((seed, noise) =>
    {
        var bytes = SampleFrames.Random(seed).ToByteArray();
        var random = new Random(seed);
        foreach (var value in noise)
            bytes[random.Next(bytes.Length)] = value;
        var cut = bytes.AsSpan(0, random.Next(bytes.Length + 1)).ToArray();
        return !FrameBatchWire.TryRead(cut, out var read, out var error) ? error is not null
            : FrameBatch.Parser.WithDiscardUnknownFields(true).ParseFrom(cut).Equals(read);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryRead_RandomBytes_NeverThrows() => Prop.ForAll<byte[]>(bytes =>
        FrameBatchWire.TryRead(bytes, out var batch, out var error) ? batch is not null : error is not null).QuickCheckThrowOnFailure();

    [Fact]
    public void TryRead_CutAnywhereInsideAMessage_IsRefused()
    {
        var bytes = SampleFrames.Batch(SampleFrames.Noon).ToByteArray();
        for (var length = 1; length < bytes.Length; length++)
            Assert.False(FrameBatchWire.TryRead(bytes.AsSpan(0, length), out _, out _), $"{length} of {bytes.Length} bytes passed.");
    }

    [Fact]
    public void TryRead_TornFrame_NamesIt()
    {
        var frame = new Frame { TimestampUtcMs = 5, LatitudeDeg = 49 }.ToByteArray()[..^1];
        var batch = Field(1, Field(9, new Frame().ToByteArray()).Concat(Field(9, frame)));
        Assert.Equal(new FieldError("messages[0].frames[1].latitudeDeg", "ends before the value does"), Fault(batch));
    }

    [Fact]
    public void TryRead_WrongWireType_NamesTheField()
    {
        // A latitude (field 3) as a varint.
        var batch = Field(1, Field(9, [3 << 3, 49]));
        Assert.Equal(new FieldError("messages[0].frames[0].latitudeDeg", "expected a 64-bit value, got a varint"), Fault(batch));
    }

    [Fact]
    public void TryRead_TextThatIsNotUtf8_NamesTheField() =>
        Assert.Equal("messages[0].sessionId", Fault(Field(1, Field(1, [0xff]))).Field);

    [Fact]
    public void TryRead_UnknownField_IsPassedOver()
    {
        Assert.True(FrameBatchWire.TryRead(Field(1, Field(15, [1, 2, 3])), out var batch, out _));
        Assert.Equal(new FrameMessage(), Assert.Single(batch.Messages));
    }

    [Fact]
    public void TryRead_ManyEmptyFrames_IsRefusedAtTheLimit()
    {
        byte[] frames = [.. Enumerable.Repeat<byte[]>([9 << 3 | 2, 0], 300_000).SelectMany(frame => frame)];
        byte[] length = [0x80 | (600_000 & 0x7f), 0x80 | ((600_000 >> 7) & 0x7f), 600_000 >> 14];
        Assert.Equal("messages[0].frames[199999]", Fault([1 << 3 | 2, .. length, .. frames]).Field);
    }

    private static byte[] Field(int number, IEnumerable<byte> content)
    {
        byte[] bytes = [.. content];
        Assert.InRange(bytes.Length, 0, 127);
        return [(byte)(number << 3 | 2), (byte)bytes.Length, .. bytes];
    }

    private static FieldError Fault(byte[] bytes)
    {
        Assert.False(FrameBatchWire.TryRead(bytes, out _, out var error));
        return error;
    }
}
