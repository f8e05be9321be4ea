using FsCheck;
using FsCheck.Fluent;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.V1;
using Telemetry.Receiver.Intake;
using Telemetry.TestKit;

namespace Telemetry.Receiver.Tests.Intake;

public sealed class QuantizerTests
{
    [Theory]
    [InlineData(0f, 0)]
    [InlineData(12.04f, 120)]
    [InlineData(0.25f, 3)]
    [InlineData(0.35f, 3)]
    [InlineData(359.94f, 3599)]
    [InlineData(359.96f, 0)]
    [InlineData(360f, 0)]
    public void Quantize_Heading_GoesToTheNearestTenthBelowAFullTurn(float headingDeg, int tenths) =>
        Assert.Equal(tenths, One(new Frame { HeadingDeg = headingDeg }).HeadingTenths);

    [Fact]
    public void Quantize_OptionalNumbers_AbsentIsNotZero()
    {
        var absent = One(new Frame());
        Assert.Equal(
            (QuantizedFrame.Absent, QuantizedFrame.Absent, QuantizedFrame.Absent, QuantizedFrame.Absent),
            (absent.YawRateCdps, absent.CurvatureE5, absent.LaneOffsetLeftCm, absent.LaneOffsetRightCm));
        var zero = One(new Frame { YawRateDps = 0, Curvature1Pm = 0, LaneOffsetLeftM = 0, LaneOffsetRightM = 0 });
        Assert.Equal((0, 0, 0, 0), (zero.YawRateCdps, zero.CurvatureE5, zero.LaneOffsetLeftCm, zero.LaneOffsetRightCm));
    }

    [Fact]
    public void Quantize_TypeOfTheFuture_IsUnspecified()
    {
        var frame = new Frame();
        frame.Signs.Add(new SignRecognition { Type = (SignRecognition.Types.Type)99, Permanency = (SignRecognition.Types.Permanency)9 });
        var sign = Assert.Single(Message(frame).Signs).Sign;
        Assert.Equal((SignRecognition.Types.Type.Unspecified, SignRecognition.Types.Permanency.Unspecified), (sign.Type, sign.Permanency));
    }

    [Fact]
    public void Quantize_AnyValidMessage_StaysWithinHalfAStepAndTheRangesOfTheChunk() => Prop.ForAll<int>(seed =>
        SampleFrames.Random(seed).Messages.All(message =>
        {
            var kept = Quantizer.Quantize(message, default, 5);
            Assert.Equal(message.Frames.Select(frame => frame.Signs.Count).Sum(), kept.Signs.Length);
            Assert.Equal(message.SignsInForce.Count, kept.SignsInForce.Length);
            return message.Frames.Zip(kept.Frames).All(pair => IsNear(pair.First, pair.Second));
        })).QuickCheckThrowOnFailure();

    private static bool IsNear(Frame sent, QuantizedFrame kept) =>
        sent.TimestampUtcMs == kept.TimestampUtcMs &&
        kept.Position == GeoPoint.FromDegrees(sent.LongitudeDeg, sent.LatitudeDeg) &&
        Within(sent.HorizontalAccuracyM, kept.AccuracyDm, 10) && kept.AccuracyDm is >= 0 and <= 10_000 &&
        (Within(sent.HeadingDeg, kept.HeadingTenths, 10) || kept.HeadingTenths == 0 && sent.HeadingDeg > 359.9) && kept.HeadingTenths is >= 0 and < 3600 &&
        Within(sent.SpeedMps, kept.SpeedCmps, 100) && kept.SpeedCmps is >= 0 and <= 15_000 &&
        Optional(sent.HasYawRateDps, sent.YawRateDps, kept.YawRateCdps, 100) &&
        Optional(sent.HasCurvature1Pm, sent.Curvature1Pm, kept.CurvatureE5, 100_000) &&
        Optional(sent.HasLaneOffsetLeftM, sent.LaneOffsetLeftM, kept.LaneOffsetLeftCm, 100) &&
        Optional(sent.HasLaneOffsetRightM, sent.LaneOffsetRightM, kept.LaneOffsetRightCm, 100);

    private static bool Optional(bool given, float sent, int kept, int perUnit) =>
        given ? Within(sent, kept, perUnit) : kept == QuantizedFrame.Absent;

    private static bool Within(double sent, int kept, int perUnit) => Math.Abs(sent * perUnit - kept) <= 0.5;

    private static QuantizedFrame One(Frame frame) => Message(frame).Frames[0];

    private static VehicleMessage Message(Frame frame)
    {
        var message = new FrameMessage();
        message.Frames.Add(frame);
        message.Frames.Add(new Frame());
        return Quantizer.Quantize(message, default, 0);
    }
}
