using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;
using Telemetry.TestKit;

namespace Telemetry.Contracts.Tests.Validation;

public sealed class FrameMessageValidatorTests
{
    private static readonly DateTimeOffset Now = SampleFrames.Noon;
    private static readonly long NowMs = Now.ToUnixTimeMilliseconds();

    public static TheoryData<Action<FrameMessage>, string, int?, string> Offences => new()
    {
        { m => m.SessionId = "", "missing", null, "sessionId" },
        { m => m.MessageId = "", "missing", null, "messageId" },
        { m => m.FleetId = new string('x', 65), "too_long", null, "fleetId" },
        { m => m.VehicleId = "", "missing", null, "vehicleId" },
        { m => m.Frames.Clear(), "too_few", null, "frames" },
        { m => m.Frames.RemoveAt(0), "too_few", null, "frames" },
        { m => m.Frames.AddRange(Enumerable.Repeat(m.Frames[1], 3599)), "too_many", null, "frames" },
        { m => m.ContextFrames = -1, "out_of_range", null, "contextFrames" },
        { m => m.ContextFrames = 2, "out_of_range", null, "contextFrames" },
        { m => m.Frames[1].TimestampUtcMs = m.Frames[0].TimestampUtcMs - 1, "time_backwards", 1, "frames[1].timestampUtcMs" },
        { m => m.Frames[0].TimestampUtcMs = NowMs - 86_400_001, "too_late", 0, "frames[0].timestampUtcMs" },
        { m => m.Frames[0].TimestampUtcMs = long.MinValue, "too_late", 0, "frames[0].timestampUtcMs" },
        { m => m.Frames[1].TimestampUtcMs = NowMs + 300_001, "in_future", 1, "frames[1].timestampUtcMs" },
        { m => m.Frames[1].TimestampUtcMs = long.MaxValue, "in_future", 1, "frames[1].timestampUtcMs" },
        { m => m.Frames[0].LongitudeDeg = 180.0001, "out_of_range", 0, "frames[0].longitudeDeg" },
        { m => m.Frames[1].LatitudeDeg = -90.0001, "out_of_range", 1, "frames[1].latitudeDeg" },
        { m => m.Frames[1].LatitudeDeg = double.NaN, "not_finite", 1, "frames[1].latitudeDeg" },
        { m => m.Frames[1].HorizontalAccuracyM = -1, "out_of_range", 1, "frames[1].horizontalAccuracyM" },
        { m => m.Frames[1].HeadingDeg = 361, "out_of_range", 1, "frames[1].headingDeg" },
        { m => m.Frames[1].SpeedMps = float.PositiveInfinity, "not_finite", 1, "frames[1].speedMps" },
        { m => m.Frames[1].YawRateDps = 181, "out_of_range", 1, "frames[1].yawRateDps" },
        { m => m.Frames[1].Curvature1Pm = float.NaN, "not_finite", 1, "frames[1].curvature1pm" },
        { m => m.Frames[1].LaneOffsetLeftM = -0.1f, "out_of_range", 1, "frames[1].laneOffsetLeftM" },
        { m => m.Frames[1].LaneOffsetRightM = 20.1f, "out_of_range", 1, "frames[1].laneOffsetRightM" },
        { m => m.Frames[1].Signs.AddRange(Enumerable.Repeat(new SignRecognition(), 17)), "too_many", 1, "frames[1].signs" },
        { m => Sign(m).ValueText = new string('9', 33), "too_long", 1, "frames[1].signs[0].valueText" },
        { m => Sign(m).Confidence = 1.01f, "out_of_range", 1, "frames[1].signs[0].confidence" },
        { m => Sign(m).PositionOffsetM = -201, "out_of_range", 1, "frames[1].signs[0].positionOffsetM" },
        { m => Sign(m).Conditions.AddRange(Enumerable.Repeat("wet", 9)), "too_many", 1, "frames[1].signs[0].conditions" },
        { m => Sign(m).Conditions.AddRange(["wet", new string('x', 65)]), "too_long", 1, "frames[1].signs[0].conditions[1]" },
        { m => m.SignsInForce.Add(new SignInForce()), "missing", null, "signsInForce[0].sign" },
        { m => m.SignsInForce.Add(new SignInForce { Sign = new() { Confidence = -1 } }), "out_of_range", null, "signsInForce[0].sign.confidence" },
        { m => m.SignsInForce.Add(new SignInForce { Sign = new(), DistanceDrivenM = 1_000_001 }), "out_of_range", null, "signsInForce[0].distanceDrivenM" },
        { m => m.SignsInForce.AddRange(Enumerable.Repeat(new SignInForce(), 33)), "too_many", null, "signsInForce" },
    };

    [Theory]
    [MemberData(nameof(Offences), DisableDiscoveryEnumeration = true)]
    public void Validate_Offence_GivesReasonFrameAndField(Action<FrameMessage> spoil, string reason, int? frame, string field)
    {
        var message = SampleFrames.Message("m", Now, frames: 2);
        Assert.Null(FrameMessageValidator.Validate(message, 4, Now));
        spoil(message);
        var rejected = FrameMessageValidator.Validate(message, 4, Now);
        Assert.NotNull(rejected);
        Assert.Equal((4, frame, reason, $"messages[4].{field}"), (rejected.Message, rejected.Frame, rejected.Reason, rejected.Field));
        Assert.NotEmpty(rejected.Detail);
    }

    [Fact]
    public void Validate_EdgesOfEveryRange_AreAllowed()
    {
        var message = SampleFrames.Message("m", Now, frames: 2);
        message.Frames[0] = new Frame
        {
            TimestampUtcMs = NowMs - 86_400_000, LongitudeDeg = -180, LatitudeDeg = -90, HorizontalAccuracyM = 0, HeadingDeg = 0, SpeedMps = 0,
            YawRateDps = -180, Curvature1Pm = -1, LaneOffsetLeftM = 0, LaneOffsetRightM = 0,
        };
        message.Frames[1] = new Frame
        {
            TimestampUtcMs = NowMs + 300_000, LongitudeDeg = 180, LatitudeDeg = 90, HorizontalAccuracyM = 1000, HeadingDeg = 360, SpeedMps = 150,
            YawRateDps = 180, Curvature1Pm = 1, LaneOffsetLeftM = 20, LaneOffsetRightM = 20,
        };
        Assert.Null(FrameMessageValidator.Validate(message, 0, Now));
    }

    [Fact]
    public void Validate_WhateverTheContractAllows_Passes() => Prop.ForAll<int>(seed =>
        SampleFrames.Random(seed).Messages.All(message => FrameMessageValidator.Validate(message, 0, Now) is null)).QuickCheckThrowOnFailure();

    private static SignRecognition Sign(FrameMessage message)
    {
        message.Frames[1].Signs.Add(new SignRecognition { Type = SignRecognition.Types.Type.SpeedLimitStart, ValueText = "30", Confidence = 1 });
        return message.Frames[1].Signs[0];
    }
}
