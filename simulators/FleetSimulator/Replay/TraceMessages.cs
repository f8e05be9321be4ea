using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Telemetry.Contracts.Client;
using Telemetry.Contracts.V1;
using Telemetry.Evaluation.Inputs;

namespace Telemetry.FleetSimulator.Replay;

/// <summary>
/// What a vehicle would have sent of a recorded drive, and when: cut into messages by the client library, with ids that follow
/// from the recording's, so that a replay is the same every time. Pure.
/// </summary>
internal static class TraceMessages
{
    /// <summary>The messages of a recording, each with the moment at which its vehicle lets go of it, in order.</summary>
    /// <param name="source">Where the recording is from; two files may use the same ids.</param>
    /// <param name="recording">The fixes.</param>
    /// <param name="options">How to cut.</param>
    /// <param name="frames">How many frames were recorded into messages.</param>
    public static IReadOnlyList<(DateTimeOffset ReleasedAt, FrameMessage Message)> Of(
        string source, Drive recording, TraceOptions options, out int frames)
    {
        frames = 0;
        var messages = new List<(DateTimeOffset, FrameMessage)>();
        var vehicle = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{recording.Id}")).AsSpan(0, 8));
        var drives = TraceFrames.Of(recording.Fixes, options.LongestGap);
        if (drives.Count == 0)
            return messages;
        var shiftMs = options.EndUtc is { } end ? end.ToUnixTimeMilliseconds() - drives[^1][^1].TimestampUtcMs : 0;
        for (var i = 0; i < drives.Count; i++)
        {
            var session = string.Create(CultureInfo.InvariantCulture, $"{vehicle}-{drives[i][0].TimestampUtcMs}");
            var recorder = new DriveRecorder(options.FleetId, vehicle, session, new DriveRecorderOptions());
            foreach (var frame in drives[i])
            {
                frame.TimestampUtcMs += shiftMs;
                if (recorder.Record(frame))
                    frames++;
                Take(recorder, frame);
            }

            recorder.Finish();
            Take(recorder, drives[i][^1]);
        }

        return messages;

        void Take(DriveRecorder recorder, Frame last)
        {
            while (recorder.TryTake(out var message))
                messages.Add((DateTimeOffset.FromUnixTimeMilliseconds(last.TimestampUtcMs), message));
        }
    }
}
