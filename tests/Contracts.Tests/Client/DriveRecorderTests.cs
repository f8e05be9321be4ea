using Telemetry.Contracts.Client;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;

namespace Telemetry.Contracts.Tests.Client;

public sealed class DriveRecorderTests
{
    [Fact]
    public void Record_ParkedForDays_ReleasesNothingAndStaysWithinAMessage()
    {
        var recorder = SampleDrive.Recorder();
        // 100 m driven, then standing with the noise of a speed sensor.
        var frames = SampleDrive.Of(SampleDrive.Steady(10, 10).Concat(Enumerable.Range(0, 200_000).Select(i => i % 5 * 0.1)));
        foreach (var frame in frames)
            recorder.Record(frame);
        Assert.False(recorder.TryTake(out _));

        recorder.Finish();

        var message = Assert.Single(SampleDrive.TakeAll(recorder));
        Assert.InRange(message.Frames.Count, 60, 3600);
        Assert.True(message.FirstOfSession && message.LastOfSession);
    }

    [Fact]
    public void Record_CreepingWithManyFramesHeld_ReleasesOnceTheDistanceIsDriven()
    {
        var recorder = SampleDrive.Recorder();
        // 0.6 m/s at 10 Hz: 150 m are 2,500 frames.
        foreach (var frame in SampleDrive.Of(SampleDrive.Steady(9_000, 0.6), intervalS: 0.1))
            recorder.Record(frame);
        recorder.Finish();

        var messages = SampleDrive.TakeAll(recorder);
        Assert.True(messages.Count > 2);
        Assert.All(messages, m => Assert.InRange(m.Frames.Count, 2, 3600));
    }

    [Fact]
    public void Record_SignsOfFramesThatAreThinnedOut_GoWithTheNextFrame()
    {
        var recorder = SampleDrive.Recorder();
        var frames = SampleDrive.Of(SampleDrive.Steady(3_000, 0).Concat(SampleDrive.Steady(5, 10)));
        frames[2_900].Signs.Add(Limit("30"));
        foreach (var frame in frames)
            recorder.Record(frame);
        recorder.Finish();

        var signs = SampleDrive.TakeAll(recorder).SelectMany(m => m.Frames).SelectMany(f => f.Signs);
        Assert.Equal("30", Assert.Single(signs).ValueText);
    }

    [Fact]
    public void Record_StandingCarSeesASignInEveryFrame_StaysWithinTheContract()
    {
        var recorder = SampleDrive.Recorder();
        var frames = SampleDrive.Of(SampleDrive.Steady(4_000, 0).Concat(SampleDrive.Steady(300, 10)));
        foreach (var frame in frames)
        {
            frame.Signs.Add(Limit("30", offsetM: 5));
            recorder.Record(frame);
        }

        recorder.Finish();
        Assert.All(SampleDrive.TakeAll(recorder), m =>
            Assert.Null(FrameMessageValidator.Validate(m, 0, DateTimeOffset.FromUnixTimeMilliseconds(m.Frames[^1].TimestampUtcMs))));
    }

    [Fact]
    public void Record_TimeRunsBack_IsNotRecorded()
    {
        var recorder = SampleDrive.Recorder();
        var frames = SampleDrive.Of(SampleDrive.Steady(3, 10));
        Assert.True(recorder.Record(frames[1]));
        Assert.False(recorder.Record(frames[0]));
        Assert.False(recorder.Record(frames[1]));
        Assert.True(recorder.Record(frames[2]));
    }

    [Fact]
    public void Record_GapWithoutFrames_CountsNoMoreThanTheStraightLine()
    {
        var recorder = SampleDrive.Recorder();
        var frames = SampleDrive.Of(SampleDrive.Steady(2, 20));
        frames[1].TimestampUtcMs += 600_000;
        recorder.Record(frames[0]);
        recorder.Record(frames[1]);
        Assert.InRange(recorder.DrivenM, 19, 21);
    }

    [Fact]
    public void SignsInForce_SignPassedBeforeTheMessage_HoldsDistanceAtItsFirstFrame()
    {
        var messages = RecordAll(frames => frames[5].Signs.Add(Limit("50", offsetM: 20)));
        Assert.Empty(messages[0].SignsInForce);
        // The second message begins with frame 50: 500 m driven, the sign stood at 70 m.
        var held = Assert.Single(messages[1].SignsInForce);
        Assert.Equal("50", held.Sign.ValueText);
        Assert.Equal(430, held.DistanceDrivenM, 0.01);
    }

    [Fact]
    public void SignsInForce_TwoSigns_HoldsTheOnePassedLast()
    {
        var messages = RecordAll(frames =>
        {
            frames[5].Signs.Add(Limit("50"));
            frames[30].Signs.Add(Limit("30"));
        });
        Assert.Equal("30", Assert.Single(messages[1].SignsInForce).Sign.ValueText);
    }

    [Fact]
    public void SignsInForce_SignWithSupplementarySign_StandsBesideThePlainOne()
    {
        var messages = RecordAll(frames =>
        {
            frames[5].Signs.Add(Limit("50"));
            frames[20].Signs.Add(WhenWet("30"));
        });

        Assert.Equal(["50", "30"], messages[1].SignsInForce.Select(held => held.Sign.ValueText));
        Assert.Equal([450, 300], messages[1].SignsInForce.Select(held => Math.Round(held.DistanceDrivenM)));
        Assert.Equal(["50", "30"], messages[2].SignsInForce.Select(held => held.Sign.ValueText));
    }

    [Fact]
    public void SignsInForce_PlainSignBehindOneWithSupplementarySign_EndsIt()
    {
        var messages = RecordAll(frames =>
        {
            frames[5].Signs.Add(WhenWet("30"));
            frames[5].Signs.Add(Limit("50"));
            frames[60].Signs.Add(Limit("70"));
        });

        Assert.Equal(["50", "30"], messages[1].SignsInForce.Select(held => held.Sign.ValueText));
        Assert.Equal("70", Assert.Single(messages[2].SignsInForce).Sign.ValueText);
    }

    [Fact]
    public void SignsInForce_SignStillAhead_IsRepeatedInTheFirstFrame()
    {
        var messages = RecordAll(frames =>
        {
            frames[5].Signs.Add(Limit("50"));
            frames[49].Signs.Add(Limit("30", offsetM: 35));
        });
        // The second message begins with frame 50; the sign of 30 stands at 525 m, 25 m ahead of it.
        Assert.Equal("50", Assert.Single(messages[1].SignsInForce).Sign.ValueText);
        var repeated = Assert.Single(messages[1].Frames[0].Signs);
        Assert.Equal("30", repeated.ValueText);
        Assert.Equal(25, repeated.PositionOffsetM, 0.01);
        Assert.Equal("30", Assert.Single(messages[2].SignsInForce).Sign.ValueText);
    }

    [Fact]
    public void SignsInForce_AfterForgetting_AreEmptyUntilTheNextSign()
    {
        var recorder = SampleDrive.Recorder();
        var frames = SampleDrive.Of(SampleDrive.Steady(300, 10));
        frames[5].Signs.Add(Limit("50"));
        frames[90].Signs.Add(Limit("70"));
        for (var i = 0; i < frames.Count; i++)
        {
            recorder.Record(frames[i]);
            if (i == 20)
                recorder.ForgetSigns();
        }

        recorder.Finish();
        var messages = SampleDrive.TakeAll(recorder);
        Assert.Empty(messages[1].SignsInForce);
        Assert.Equal("70", Assert.Single(messages[2].SignsInForce).Sign.ValueText);
    }

    [Fact]
    public void Finish_SingleFrame_SendsNothing()
    {
        var recorder = SampleDrive.Recorder();
        recorder.Record(SampleDrive.Of([10])[0]);
        recorder.Finish();
        Assert.False(recorder.TryTake(out _));
        Assert.Throws<InvalidOperationException>(() => recorder.Record(new Frame()));
    }

    [Theory]
    [InlineData(1, 0, 150)]
    [InlineData(1801, 0, 150)]
    [InlineData(60, -1, 150)]
    [InlineData(60, 601, 150)]
    [InlineData(60, 10, 149)]
    [InlineData(60, 10, double.NaN)]
    public void New_OptionOutOfRange_Throws(int frames, int context, double holdBackM) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleDrive.Recorder(frames, context, holdBackM));

    [Fact]
    public void New_IdEmptyOrTooLong_Throws()
    {
        var options = new DriveRecorderOptions();
        Assert.Throws<ArgumentException>(() => new DriveRecorder("", "v", "s", options));
        Assert.Throws<ArgumentException>(() => new DriveRecorder("f", new string('v', 65), "s", options));
    }

    private static SignRecognition WhenWet(string value)
    {
        var sign = Limit(value);
        sign.Conditions.Add("wet");
        return sign;
    }

    private static SignRecognition Limit(string value, double offsetM = 0) => new()
    {
        Type = SignRecognition.Types.Type.SpeedLimitStart,
        ValueText = value,
        Permanency = SignRecognition.Types.Permanency.Static,
        Confidence = 0.9f,
        PositionOffsetM = (float)offsetM,
    };

    /// <summary>300 frames at 10 m/s, one per second, in messages of 60 with 10 of context.</summary>
    private static List<FrameMessage> RecordAll(Action<List<Frame>> addSigns)
    {
        var recorder = SampleDrive.Recorder();
        var frames = SampleDrive.Of(SampleDrive.Steady(300, 10));
        addSigns(frames);
        foreach (var frame in frames)
            recorder.Record(frame);
        recorder.Finish();
        return SampleDrive.TakeAll(recorder);
    }
}
