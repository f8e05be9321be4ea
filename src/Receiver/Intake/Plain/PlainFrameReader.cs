using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Validation;

namespace Telemetry.Receiver.Intake.Plain;

/// <summary>
/// Reads the numbers of a frame whose fields come in the order of their numbers, straight into whole steps. Nearly all frames have them all,
/// and then each stands at a known distance from the first: such are read at once. Pure.
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

    // Where each field stands behind the timestamp of a frame that has them all, and where they end.
    private const int LongitudeAt = 0;
    private const int LatitudeAt = 9;
    private const int AccuracyAt = 18;
    private const int HeadingAt = 23;
    private const int SpeedAt = 28;
    private const int YawRateAt = 33;
    private const int CurvatureAt = 38;
    private const int LeftAt = 43;
    private const int RightAt = 48;
    private const int EndAt = 53;

    /// <summary>Reads a frame up to its signs, where <paramref name="at"/> stands afterwards.</summary>
    public static PlainRead Read(ref PlainBytes at, out QuantizedFrame frame)
    {
        frame = default;
        long time = 0;
        if (at.Takes(Timestamp) && !at.TryVarint(out time))
            return PlainRead.NotPlain;
        var all = at.Peek(EndAt);
        if (HasAll(all))
        {
            at.Skip(EndAt);
            return Check(
                time, BinaryPrimitives.ReadDoubleLittleEndian(all[(LongitudeAt + 1)..]), BinaryPrimitives.ReadDoubleLittleEndian(all[(LatitudeAt + 1)..]),
                Float(all, AccuracyAt), Float(all, HeadingAt), Float(all, SpeedAt),
                Float(all, YawRateAt), Float(all, CurvatureAt), Float(all, LeftAt), Float(all, RightAt), out frame);
        }

        double lon = 0, lat = 0;
        float accuracy = 0, heading = 0, speed = 0;
        float? yaw = null, curvature = null, left = null, right = null;
        if ((at.Takes(Longitude) && !at.TryDouble(out lon)) ||
            (at.Takes(Latitude) && !at.TryDouble(out lat)) || (at.Takes(HorizontalAccuracy) && !at.TryFloat(out accuracy)) ||
            (at.Takes(Heading) && !at.TryFloat(out heading)) || (at.Takes(Speed) && !at.TryFloat(out speed)))
            return PlainRead.NotPlain;
        if (!TryOptional(ref at, YawRate, ref yaw) || !TryOptional(ref at, Curvature, ref curvature) ||
            !TryOptional(ref at, LaneOffsetLeft, ref left) || !TryOptional(ref at, LaneOffsetRight, ref right))
            return PlainRead.NotPlain;
        return Check(time, lon, lat, accuracy, heading, speed, yaw, curvature, left, right, out frame);
    }

    private static bool HasAll(ReadOnlySpan<byte> all) => all.Length == EndAt &&
        all[LongitudeAt] == Longitude & all[LatitudeAt] == Latitude & all[AccuracyAt] == HorizontalAccuracy & all[HeadingAt] == Heading &
        all[SpeedAt] == Speed & all[YawRateAt] == YawRate & all[CurvatureAt] == Curvature &
        all[LeftAt] == LaneOffsetLeft & all[RightAt] == LaneOffsetRight;

    private static float Float(ReadOnlySpan<byte> all, int field) => BinaryPrimitives.ReadSingleLittleEndian(all[(field + 1)..]);

    private static bool TryOptional(ref PlainBytes at, byte tag, ref float? value)
    {
        if (!at.Takes(tag))
            return true;
        var read = at.TryFloat(out var number);
        value = number;
        return read;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PlainRead Check(
        long time, double lon, double lat, float accuracy, float heading, float speed,
        float? yaw, float? curvature, float? left, float? right, out QuantizedFrame frame)
    {
        // Not one after the other: all of them hold in nearly every frame. Comparisons are false for what is not a number.
        var fits = Math.Abs(lon) <= 180 & Math.Abs(lat) <= 90 & accuracy >= 0 & accuracy <= (float)FrameLimits.LargestAccuracyM &
            heading >= 0 & heading <= 360 & speed >= 0 & speed <= (float)FrameLimits.LargestSpeedMps &
            Math.Abs(yaw.GetValueOrDefault()) <= (float)FrameLimits.LargestYawRateDps &
            Math.Abs(curvature.GetValueOrDefault()) <= (float)FrameLimits.LargestCurvature1pm &
            left.GetValueOrDefault() >= 0 & left.GetValueOrDefault() <= (float)FrameLimits.LargestLaneOffsetM &
            right.GetValueOrDefault() >= 0 & right.GetValueOrDefault() <= (float)FrameLimits.LargestLaneOffsetM;
        frame = fits
            ? new QuantizedFrame(
                time, GeoPoint.FromDegrees(lon, lat), Quantizer.Steps(accuracy, 10), Quantizer.HeadingTenths(heading), Quantizer.Steps(speed, 100),
                Steps(yaw, 100), Steps(curvature, 100_000), Steps(left, 100), Steps(right, 100))
            : default;
        return fits ? PlainRead.Read : PlainRead.Doubtful;
    }

    private static int Steps(float? value, int perUnit) => value is { } given ? Quantizer.Steps(given, perUnit) : QuantizedFrame.Absent;
}
