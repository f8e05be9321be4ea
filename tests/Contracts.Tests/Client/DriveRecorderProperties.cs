using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Client;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;

namespace Telemetry.Contracts.Tests.Client;

public sealed class DriveRecorderProperties
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void Messages_AnyDriveAndCut_HoldEveryFrameOnceInOrder() => ForAnyDrive((frames, run) =>
    {
        var counted = run.Messages.SelectMany(m => m.Frames.Skip(m.ContextFrames)).ToList();
        return frames.Count < 2 ? counted.Count == 0 : counted.SequenceEqual(frames);
    });

    [Fact]
    public void Messages_AnyDriveAndCut_RepeatTheEndOfTheOneBefore() => ForAnyDrive((_, run) =>
    {
        for (var i = 1; i < run.Messages.Count; i++)
        {
            var (before, message) = (run.Messages[i - 1], run.Messages[i]);
            if (!before.Frames.TakeLast(message.ContextFrames).SequenceEqual(message.Frames.Take(message.ContextFrames)) ||
                message.ContextFrames != Math.Min(run.Cut.ContextFrames, before.Frames.Count))
                return false;
        }

        return run.Messages.Count == 0 || run.Messages[0].ContextFrames == 0;
    });

    [Fact]
    public void Messages_AnyDriveAndCut_KeepTheContractsForm() => ForAnyDrive((_, run) => run.Messages.All(m =>
        FrameMessageValidator.Validate(m, 0, DateTimeOffset.FromUnixTimeMilliseconds(m.Frames[^1].TimestampUtcMs)) is null &&
        m.FirstOfSession == (m == run.Messages[0]) && m.LastOfSession == (m == run.Messages[^1]) &&
        m.Frames.Zip(m.Frames.Skip(1)).All(p => p.First.TimestampUtcMs < p.Second.TimestampUtcMs)) &&
        run.Messages.Select(m => m.MessageId).Distinct().Count() == run.Messages.Count);

    [Fact]
    public void Release_BeforeTheEnd_LeavesTheHoldBackUnsent() => ForAnyDrive((frames, run) =>
    {
        var driven = SampleDrive.DrivenM(frames);
        var sent = 0;
        for (var i = 0; i < run.Messages.Count - 1; i++)
        {
            sent += run.Messages[i].Frames.Count - run.Messages[i].ContextFrames;
            if (driven[run.ReleasedAt[i]] - driven[sent - 1] < run.Cut.HoldBackM - 1e-6)
                return false;
        }

        return true;
    });

    [Fact]
    public void LastMessage_AnyDriveLongEnough_CoversTheHoldBack() => ForAnyDrive((frames, run) =>
    {
        var driven = SampleDrive.DrivenM(frames);
        if (driven.Length < 2 || driven[^1] < run.Cut.HoldBackM)
            return run.Messages.Count == (frames.Count < 2 ? 0 : 1);
        var last = run.Messages[^1];
        var counted = last.Frames.Count - last.ContextFrames;
        return driven[^1] - driven[frames.Count - counted] >= run.Cut.HoldBackM - 1e-6;
    });

    [Fact]
    public void FirstMessage_AnyDriveOfSeveral_CoversTheTripsBegin() => ForAnyDrive((frames, run) =>
        run.Messages.Count < 2 ||
        SampleDrive.DrivenM(frames)[run.Messages[0].Frames.Count - 1] >= DriveRecorder.TripEndM - 1e-6);

    private static void ForAnyDrive(Func<List<Frame>, Recorded, bool> holds)
    {
        var speed = Gen.Frequency((2, Gen.Constant(0.0)), (1, Gen.Choose(0, 90).Select(s => s / 100.0)), (5, Gen.Choose(0, 350).Select(s => s / 10.0)));
        var stretch = speed.SelectMany(s => Gen.Choose(1, 60).Select(n => Enumerable.Repeat(s, n)));
        var drives = Gen.Choose(0, 12).SelectMany(n => Gen.ListOf(stretch, n)).Select(parts => parts.SelectMany(p => p).ToArray());
        var cuts =
            from frames in Gen.Choose(2, 130)
            from context in Gen.Choose(0, 70)
            from holdBack in Gen.Elements(150, 150, 400)
            select new DriveRecorderOptions { FramesPerMessage = frames, ContextFrames = context, HoldBackM = holdBack };
        var both = from drive in drives from cut in cuts select (drive, cut);
        FsCheck.Check.One(Runs, Prop.ForAll(both.ToArbitrary(), input =>
        {
            var frames = SampleDrive.Of(input.drive);
            return holds(frames, Record(frames, input.cut));
        }));
    }

    private static Recorded Record(List<Frame> frames, DriveRecorderOptions cut)
    {
        var recorder = new DriveRecorder("f", "v", "s", cut);
        var run = new Recorded(cut, [], []);
        for (var i = 0; i < frames.Count; i++)
        {
            Assert.True(recorder.Record(frames[i]));
            Take(i);
        }

        recorder.Finish();
        Take(frames.Count - 1);
        return run;

        void Take(int at)
        {
            while (recorder.TryTake(out var message))
            {
                run.Messages.Add(message);
                run.ReleasedAt.Add(at);
            }
        }
    }

    private sealed record Recorded(DriveRecorderOptions Cut, List<FrameMessage> Messages, List<int> ReleasedAt);
}
