using Telemetry.Contracts.Client;
using Telemetry.Contracts.V1;

namespace Telemetry.Contracts.Tests.Client;

/// <summary>Frames of a made-up drive along a meridian, from speeds.</summary>
internal static class SampleDrive
{
    public const long StartMs = 1_767_600_000_000;

    /// <summary>One frame per speed, one second apart.</summary>
    public static List<Frame> Of(IEnumerable<double> speedsMps, double intervalS = 1)
    {
        var frames = new List<Frame>();
        double latitude = 49.4, before = 0;
        foreach (var speed in speedsMps)
        {
            latitude += frames.Count == 0 ? 0 : (before + speed) / 2 * intervalS / 111_194.93;
            before = speed;
            frames.Add(new Frame
            {
                TimestampUtcMs = StartMs + (long)(frames.Count * intervalS * 1000),
                LongitudeDeg = 8.7,
                LatitudeDeg = latitude,
                SpeedMps = (float)speed,
            });
        }

        return frames;
    }

    public static IEnumerable<double> Steady(int frames, double speedMps) => Enumerable.Repeat(speedMps, frames);

    public static DriveRecorder Recorder(int framesPerMessage = 60, int contextFrames = 10, double holdBackM = 150) =>
        new("fleet", "vehicle", "session", new DriveRecorderOptions
        {
            FramesPerMessage = framesPerMessage,
            ContextFrames = contextFrames,
            HoldBackM = holdBackM,
        });

    public static List<FrameMessage> TakeAll(DriveRecorder recorder)
    {
        var taken = new List<FrameMessage>();
        while (recorder.TryTake(out var message))
            taken.Add(message);
        return taken;
    }

    /// <summary>Metres driven up to each frame, by the same rule as the recorder's for gaps of up to 2 s.</summary>
    public static double[] DrivenM(IReadOnlyList<Frame> frames)
    {
        static double Moving(Frame f) => f.SpeedMps >= 0.5 ? f.SpeedMps : 0;
        var driven = new double[frames.Count];
        for (var i = 1; i < frames.Count; i++)
            driven[i] = driven[i - 1] + (Moving(frames[i - 1]) + Moving(frames[i])) / 2
                * (frames[i].TimestampUtcMs - frames[i - 1].TimestampUtcMs) / 1000.0;
        return driven;
    }
}
