using Telemetry.ChunkBuffer.Frames;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapMatching.Model;

namespace Telemetry.MapWorker.Processing;

/// <summary>From the chunk's quantised frames to what matching and fusion take. Pure.</summary>
internal static class FrameConversion
{
    private const float DegreesPerTenth = 0.1f;
    private const float MetresPerCentimetre = 0.01f;
    private const float MetresPerDecimetre = 0.1f;

    public static Fix[] FixesOf(VehicleMessage message)
    {
        var fixes = new Fix[message.Frames.Length];
        for (var i = 0; i < fixes.Length; i++)
        {
            var frame = message.Frames[i];
            fixes[i] = new Fix(
                frame.TimestampUtcMs, frame.Position, frame.HeadingTenths * DegreesPerTenth,
                frame.SpeedCmps * MetresPerCentimetre, frame.AccuracyDm * MetresPerDecimetre);
        }

        return fixes;
    }

    public static DriveObservation ObservationOf(VehicleMessage message, IReadOnlyList<Fix> fixes) => new()
    {
        MessageKey = message.Key,
        Fleet = message.Fleet,
        FirstOfSession = message.FirstOfSession,
        LastOfSession = message.LastOfSession,
        ContextFrames = message.ContextFrames,
        Signs = [.. message.Signs.Select(sign => ReadingOf(sign.FrameIndex, sign.Sign))],
        SignsInForce = [.. message.SignsInForce.Select(held => new SignHeld(ReadingOf(0, held.Sign), held.DistanceDrivenM))],
        Fixes = fixes,
    };

    private static SignReading ReadingOf(int fixIndex, QuantizedSign sign) => new(
        fixIndex, sign.Type, sign.ValueText, sign.Permanency, sign.ConfidencePercent / 100.0,
        sign.PositionOffsetDm / 10.0, sign.Conditions);
}
