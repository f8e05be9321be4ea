using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapMatching.Model;

namespace Telemetry.LearningEvaluation.Platform;

/// <summary>
/// From what a vehicle posts to what matching and fusion take, in the whole steps to which the receiver brings every number. Pure.
/// </summary>
internal static class MessageReading
{
    private const int FullTurnTenths = 3_600;

    public static Fix[] FixesOf(FrameMessage message)
    {
        var fixes = new Fix[message.Frames.Count];
        for (var i = 0; i < fixes.Length; i++)
        {
            var frame = message.Frames[i];
            fixes[i] = new Fix(
                frame.TimestampUtcMs, GeoPoint.FromDegrees(frame.LongitudeDeg, frame.LatitudeDeg),
                Steps(frame.HeadingDeg, 10) % FullTurnTenths * 0.1f, Steps(frame.SpeedMps, 100) * 0.01f,
                Steps(frame.HorizontalAccuracyM, 10) * 0.1f);
        }

        return fixes;
    }

    public static DriveObservation ObservationOf(FrameMessage message, IReadOnlyList<Fix> fixes, Hash128 key, ulong fleet) => new()
    {
        MessageKey = key,
        Fleet = fleet,
        FirstOfSession = message.FirstOfSession,
        LastOfSession = message.LastOfSession,
        ContextFrames = message.ContextFrames,
        Signs = [.. message.Frames.SelectMany((frame, index) => frame.Signs.Select(sign => ReadingOf(index, sign)))],
        SignsInForce =
            [.. message.SignsInForce.Select(held => new SignHeld(ReadingOf(0, held.Sign), Steps(held.DistanceDrivenM, 1)))],
        Fixes = fixes,
    };

    private static SignReading ReadingOf(int index, SignRecognition sign) => new(
        index, sign.Type, sign.ValueText, sign.Permanency, Steps(sign.Confidence, 100) / 100.0, Steps(sign.PositionOffsetM, 10) / 10.0,
        [.. sign.Conditions]);

    // Halves away from zero.
    private static int Steps(float value, int perUnit)
    {
        var steps = (double)value * perUnit;
        return (int)(steps + Math.CopySign(0.5, steps));
    }
}
