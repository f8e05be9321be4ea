using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Validation;

namespace Telemetry.Receiver.Intake.Plain;

/// <summary>
/// Reads the numbers of a frame whose fields come in the order of their numbers, straight into whole steps. One comparison finds each
/// field, which a branch predictor foresees: frames of one vehicle have the same fields. Pure.
/// </summary>
internal static class PlainFrameReader
{
    private const byte Timestamp = 1 << 3;
    private const byte Longitude = 2 << 3 | 1;
    private const byte Latitude = 3 << 3 | 1;
    private const byte HorizontalAccuracy = 4 << 3 | 5;
    private const byte Heading = 5 << 3 | 5;
    private const byte Speed = 6 << 3 | 5;
    private const byte YawRate = 7 << 3 | 5;
    private const byte Curvature = 8 << 3 | 5;
    private const byte LaneOffsetLeft = 9 << 3 | 5;
    private const byte LaneOffsetRight = 10 << 3 | 5;

    /// <summary>Reads a frame up to its signs, where <paramref name="at"/> stands afterwards.</summary>
    public static PlainRead Read(ref PlainBytes at, out QuantizedFrame frame)
    {
        frame = default;
        long time = 0;
        double lon = 0, lat = 0;
        float accuracy = 0, heading = 0, speed = 0, yaw = 0, curvature = 0, left = 0, right = 0;
        if ((at.Takes(Timestamp) && !at.TryVarint(out time)) || (at.Takes(Longitude) && !at.TryDouble(out lon)) ||
            (at.Takes(Latitude) && !at.TryDouble(out lat)) || (at.Takes(HorizontalAccuracy) && !at.TryFloat(out accuracy)) ||
            (at.Takes(Heading) && !at.TryFloat(out heading)) || (at.Takes(Speed) && !at.TryFloat(out speed)))
            return PlainRead.NotPlain;
        bool hasYaw, hasCurvature, hasLeft, hasRight;
        if (((hasYaw = at.Takes(YawRate)) && !at.TryFloat(out yaw)) || ((hasCurvature = at.Takes(Curvature)) && !at.TryFloat(out curvature)) ||
            ((hasLeft = at.Takes(LaneOffsetLeft)) && !at.TryFloat(out left)) || ((hasRight = at.Takes(LaneOffsetRight)) && !at.TryFloat(out right)))
            return PlainRead.NotPlain;

        // Not one after the other: all of them hold in nearly every frame. Comparisons are false for what is not a number.
        var fits = Math.Abs(lon) <= 180 & Math.Abs(lat) <= 90 & accuracy >= 0 & accuracy <= FrameLimits.LargestAccuracyM &
            heading >= 0 & heading <= 360 & speed >= 0 & speed <= FrameLimits.LargestSpeedMps &
            Math.Abs(yaw) <= FrameLimits.LargestYawRateDps & Math.Abs(curvature) <= FrameLimits.LargestCurvature1pm &
            left >= 0 & left <= FrameLimits.LargestLaneOffsetM & right >= 0 & right <= FrameLimits.LargestLaneOffsetM;
        if (!fits)
            return PlainRead.Doubtful;
        frame = new QuantizedFrame(
            time, GeoPoint.FromDegrees(lon, lat), Quantizer.Steps(accuracy, 10), Quantizer.HeadingTenths(heading), Quantizer.Steps(speed, 100),
            hasYaw ? Quantizer.Steps(yaw, 100) : QuantizedFrame.Absent,
            hasCurvature ? Quantizer.Steps(curvature, 100_000) : QuantizedFrame.Absent,
            hasLeft ? Quantizer.Steps(left, 100) : QuantizedFrame.Absent,
            hasRight ? Quantizer.Steps(right, 100) : QuantizedFrame.Absent);
        return PlainRead.Read;
    }
}
