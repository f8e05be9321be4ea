using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Wire;
using Telemetry.MapStore.Keys;
using Telemetry.Receiver.Intake;
using Telemetry.Receiver.Intake.Plain;
using Telemetry.TestKit;

namespace Telemetry.Receiver.Tests.Intake.Plain;

/// <summary>The plain reader is the general one (generated parser, validator, quantiser) in fewer steps: no input tells them apart.</summary>
public sealed class PlainBatchReaderTests
{
    private static readonly DateTimeOffset s_now = SampleFrames.Noon;
    private static readonly EpochKeyRing s_ring = Ring();
    private static readonly MessageEncoder s_general = new(new IdentityReplacer(s_ring));
    private static readonly PlainBatchReader s_plain = new(new IdentityReplacer(s_ring), s_general);

    [Fact]
    public void TryRead_ValidBatches_ReadsThemAllAsTheGeneralReaderDoes() => Prop.ForAll<int>(seed =>
    {
        var batch = SampleFrames.Random(seed);
        var read = s_plain.TryRead(batch.ToByteArray(), s_now);
        AssertSame(batch, Assert.IsAssignableFrom<IReadOnlyList<IncomingMessage>>(read));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryRead_AnyFieldOutOfBounds_IsRejectedAsTheGeneralReaderDoes() => Prop.ForAll<int>(seed =>
    {
        var batch = SampleFrames.Random(seed);
        var random = new Random(seed);
        for (var i = random.Next(1, 4); i > 0; i--)
            Spoil(batch.Messages[random.Next(batch.Messages.Count)], random);
        AssertAgrees(batch.ToByteArray());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryRead_DamagedBytes_AgreesWithTheGeneralReader() => Prop.ForAll<int, byte[]>((seed, noise) =>
    {
        var bytes = SampleFrames.Random(seed).ToByteArray();
        var random = new Random(seed);
        foreach (var value in noise)
            bytes[random.Next(bytes.Length)] = value;
        AssertAgrees(bytes);
        AssertAgrees(bytes.AsSpan(0, random.Next(bytes.Length + 1)).ToArray());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryRead_FieldsRepeatedMergedSwappedOrUnknown_AgreesWithTheGeneralReader() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var messages = SampleFrames.Random(seed).Messages.Select(message => Rewritten(message.ToByteArray(), random));
        using var body = new MemoryStream();
        foreach (var message in messages)
        {
            body.WriteByte(1 << 3 | 2);
            WriteLength(body, message.Length);
            body.Write(message);
        }

        AssertAgrees(body.ToArray());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryRead_RandomBytes_AgreesWithTheGeneralReader() => Prop.ForAll<byte[]>(AssertAgrees).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(400_000)]
    [InlineData(199_990)]
    public void TryRead_ManyEmptyElements_IsLeftToTheGeneralReader(int frames)
    {
        using var body = new MemoryStream();
        body.WriteByte(1 << 3 | 2);
        WriteLength(body, frames * 2);
        for (var i = 0; i < frames; i++)
            body.Write([9 << 3 | 2, 0]);
        AssertAgrees(body.ToArray());
    }

    [Fact]
    public void TryRead_NamesBeyondAscii_CountsCharacters()
    {
        var batch = SampleFrames.Batch(s_now, messages: 2);
        batch.Messages[0].VehicleId = new string('ß', 64);
        batch.Messages[1].VehicleId = new string('ß', 65);
        AssertAgrees(batch.ToByteArray());
    }

    private static void AssertAgrees(byte[] bytes)
    {
        if (s_plain.TryRead(bytes, s_now) is not { } read)
            return;
        Assert.True(FrameBatchWire.TryRead(bytes, out var batch, out _), "The plain reader took bytes that are no batch.");
        AssertSame(batch, read);
    }

    private static void AssertSame(FrameBatch batch, IReadOnlyList<IncomingMessage> read)
    {
        Assert.Equal(batch.Messages.Count, read.Count);
        for (var i = 0; i < read.Count; i++)
        {
            var general = s_general.Encode(batch.Messages[i], i, s_now);
            Assert.Equal(general with { Block = null! }, read[i] with { Block = null! });
            if (general.Fault is not null)
                continue;
            Assert.Equal(general.Block with { Bytes = default }, read[i].Block with { Bytes = default });
            Assert.Equal(general.Block.Bytes.ToArray(), read[i].Block.Bytes.ToArray());
        }
    }

    private static void Spoil(FrameMessage message, Random random)
    {
        var frame = message.Frames[random.Next(message.Frames.Count)];
        var wrong = new[] { float.NaN, float.NegativeInfinity, 1e9f, -1e9f, -0.001f, 360.001f, 0 }[random.Next(7)];
        var sign = frame.Signs.FirstOrDefault() ?? message.SignsInForce.FirstOrDefault()?.Sign ?? new SignRecognition();
        Action[] faults =
        [
            () => message.SessionId = "", () => message.MessageId = new string('x', 65), () => message.FleetId = "", () => message.VehicleId = "",
            () => message.ContextFrames = random.Next(-1, 14), () => KeepOne(message.Frames), () => frame.TimestampUtcMs -= 5_000,
            () => frame.TimestampUtcMs = s_now.ToUnixTimeMilliseconds() + 300_001, () => frame.TimestampUtcMs -= 90_000_000,
            () => frame.LongitudeDeg = wrong, () => frame.LatitudeDeg = wrong, () => frame.HorizontalAccuracyM = wrong,
            () => frame.HeadingDeg = wrong, () => frame.SpeedMps = wrong, () => frame.YawRateDps = wrong, () => frame.Curvature1Pm = wrong,
            () => frame.LaneOffsetLeftM = wrong, () => frame.LaneOffsetRightM = wrong,
            () => frame.Signs.AddRange(Enumerable.Repeat(sign, 17)), () => message.SignsInForce.AddRange(Enumerable.Repeat(new SignInForce { Sign = sign }, 33)),
            () => message.SignsInForce.Add(new SignInForce()), () => message.SignsInForce.Add(new SignInForce { Sign = sign, DistanceDrivenM = wrong }),
            () => sign.Confidence = wrong, () => sign.PositionOffsetM = wrong, () => sign.ValueText = new string('3', 33),
            () => sign.Conditions.AddRange(Enumerable.Repeat("wet", 9)), () => sign.Conditions.Add(new string('w', 65)),
            () => sign.Type = (SignRecognition.Types.Type)random.Next(-2, 400), () => sign.Permanency = (SignRecognition.Types.Permanency)77,
        ];
        faults[random.Next(faults.Length)]();
    }

    private static void KeepOne(RepeatedField<Frame> frames)
    {
        while (frames.Count > 1)
            frames.RemoveAt(1);
    }

    // Whole fields of a message taken apart and put together otherwise.
    private static byte[] Rewritten(byte[] message, Random random)
    {
        var fields = new List<byte[]>();
        var input = new CodedInputStream(message);
        while (input.ReadTag() is > 0 and var tag)
        {
            using var field = new MemoryStream();
            using var output = new CodedOutputStream(field, leaveOpen: true);
            output.WriteTag(tag);
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.Varint)
                output.WriteUInt64(input.ReadUInt64());
            else
                output.WriteBytes(input.ReadBytes());
            output.Flush();
            fields.Add(field.ToArray());
        }

        switch (random.Next(4))
        {
            case 0:
                fields.Insert(random.Next(fields.Count), fields[random.Next(fields.Count)]);
                break;
            case 1:
                fields.Reverse(random.Next(fields.Count), 1);
                fields.Add([15 << 3 | 2, 3, 1, 2, 3]);
                break;
            case 2:
                fields.RemoveAt(random.Next(fields.Count));
                break;
            default:
                random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(fields));
                break;
        }

        return [.. fields.SelectMany(field => field)];
    }

    private static void WriteLength(MemoryStream to, int length)
    {
        using var output = new CodedOutputStream(to, leaveOpen: true);
        output.WriteLength(length);
    }

    private static EpochKeyRing Ring()
    {
        var ring = new EpochKeyRing(new InMemoryEpochKeyStore(), new EpochKeyOptions(), new ManualTimeProvider(s_now));
        ring.RefreshAsync(CancellationToken.None).GetAwaiter().GetResult();
        return ring;
    }
}
