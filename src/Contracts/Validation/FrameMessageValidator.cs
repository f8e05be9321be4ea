using System.Globalization;
using Google.Protobuf.Collections;
using Telemetry.Contracts.Http;
using Telemetry.Contracts.V1;

namespace Telemetry.Contracts.Validation;

/// <summary>
/// Checks a message against the frame contract. A message is taken or rejected whole, on its first offence in the order
/// of the schema. Pure; safe for use by many threads; allocates nothing for a message that is right.
/// </summary>
public static class FrameMessageValidator
{
    /// <summary>The first offence of a message; null where there is none. The fleet is not compared with a token's.</summary>
    /// <param name="message">What to check.</param>
    /// <param name="index">Its index in the batch, for the path of the field.</param>
    /// <param name="now">The receiver's clock: frames older than 24 h or more than 5 minutes ahead of it are refused.</param>
    public static RejectedMessage? Validate(FrameMessage message, int index, DateTimeOffset now)
    {
        if ((Identities(message) ?? Extent(message) ?? InForce(message.SignsInForce)) is { } offence)
            return Reject(index, null, offence);

        var oldest = (now - FrameLimits.OldestFrame).ToUnixTimeMilliseconds();
        var newest = (now + FrameLimits.FurthestAhead).ToUnixTimeMilliseconds();
        var before = long.MinValue;
        var frames = message.Frames;
        for (var i = 0; i < frames.Count; i++)
        {
            var frame = frames[i];
            if ((Time(frame.TimestampUtcMs, before, oldest, newest) ?? Motion(frame) ?? Signs(frame.Signs)) is { } fault)
                return Reject(index, i, fault);
            before = frame.TimestampUtcMs;
        }

        return null;
    }

    private static Offence? Identities(FrameMessage message) =>
        Check.Id(message.SessionId, "sessionId") ?? Check.Id(message.MessageId, "messageId") ??
        Check.Id(message.FleetId, "fleetId") ?? Check.Id(message.VehicleId, "vehicleId");

    private static Offence? Extent(FrameMessage message)
    {
        var frames = message.Frames.Count;
        if (frames < FrameLimits.FewestFrames)
        {
            return new Offence(RejectReason.TooFew, "frames",
                string.Create(CultureInfo.InvariantCulture, $"holds {frames}, at least {FrameLimits.FewestFrames} are needed"));
        }

        return Check.Count(frames, FrameLimits.MostFrames, "frames") ??
            Check.Range(message.ContextFrames, 0, frames - 1, "contextFrames");
    }

    private static Offence? Time(long timestampMs, long beforeMs, long oldestMs, long newestMs)
    {
        if (timestampMs >= beforeMs && timestampMs >= oldestMs && timestampMs <= newestMs)
            return null;
        if (timestampMs < beforeMs)
            return new Offence(RejectReason.TimeBackwards, "timestampUtcMs", "is before that of the frame before");
        return timestampMs < oldestMs
            ? new Offence(RejectReason.TooLate, "timestampUtcMs", "is more than 24 hours ago")
            : new Offence(RejectReason.InFuture, "timestampUtcMs", "is more than 5 minutes ahead of the clock");
    }

    // Absent optional numbers read as 0, which every range allows.
    private static Offence? Motion(Frame frame) =>
        Check.Range(frame.LongitudeDeg, -180, 180, "longitudeDeg") ??
        Check.Range(frame.LatitudeDeg, -90, 90, "latitudeDeg") ??
        Check.Range(frame.HorizontalAccuracyM, 0, FrameLimits.LargestAccuracyM, "horizontalAccuracyM") ??
        Check.Range(frame.HeadingDeg, 0, 360, "headingDeg") ??
        Check.Range(frame.SpeedMps, 0, FrameLimits.LargestSpeedMps, "speedMps") ??
        Check.Range(frame.YawRateDps, -FrameLimits.LargestYawRateDps, FrameLimits.LargestYawRateDps, "yawRateDps") ??
        Check.Range(frame.Curvature1Pm, -FrameLimits.LargestCurvature1pm, FrameLimits.LargestCurvature1pm, "curvature1pm") ??
        Check.Range(frame.LaneOffsetLeftM, 0, FrameLimits.LargestLaneOffsetM, "laneOffsetLeftM") ??
        Check.Range(frame.LaneOffsetRightM, 0, FrameLimits.LargestLaneOffsetM, "laneOffsetRightM");

    private static Offence? Signs(RepeatedField<SignRecognition> signs)
    {
        if (signs.Count == 0)
            return null;
        if (Check.Count(signs.Count, FrameLimits.MostSignsPerFrame, "signs") is { } tooMany)
            return tooMany;
        for (var i = 0; i < signs.Count; i++)
        {
            if (Sign(signs[i]) is { } offence)
                return offence.Within(string.Create(CultureInfo.InvariantCulture, $"signs[{i}]"));
        }

        return null;
    }

    private static Offence? InForce(RepeatedField<SignInForce> held)
    {
        if (Check.Count(held.Count, FrameLimits.MostSignsInForce, "signsInForce") is { } tooMany)
            return tooMany;
        for (var i = 0; i < held.Count; i++)
        {
            var offence = held[i].Sign is { } sign ? Sign(sign)?.Within("sign") : new Offence(RejectReason.Missing, "sign", "must be given");
            offence ??= Check.Range(held[i].DistanceDrivenM, 0, FrameLimits.LargestDistanceDrivenM, "distanceDrivenM");
            if (offence is not null)
                return offence.Within(string.Create(CultureInfo.InvariantCulture, $"signsInForce[{i}]"));
        }

        return null;
    }

    private static Offence? Sign(SignRecognition sign)
    {
        var offence = Check.Length(sign.ValueText, FrameLimits.LongestValueText, "valueText") ??
            Check.Range(sign.Confidence, 0, 1, "confidence") ??
            Check.Range(sign.PositionOffsetM, -FrameLimits.LargestSignOffsetM, FrameLimits.LargestSignOffsetM, "positionOffsetM") ??
            Check.Count(sign.Conditions.Count, FrameLimits.MostConditions, "conditions");
        for (var i = 0; offence is null && i < sign.Conditions.Count; i++)
        {
            if (sign.Conditions[i].Length > FrameLimits.LongestCondition)
                offence = Check.Length(sign.Conditions[i], FrameLimits.LongestCondition, string.Create(CultureInfo.InvariantCulture, $"conditions[{i}]"));
        }

        return offence;
    }

    private static RejectedMessage Reject(int message, int? frame, Offence offence)
    {
        var path = frame is { } i
            ? string.Create(CultureInfo.InvariantCulture, $"messages[{message}].frames[{i}].{offence.Field}")
            : string.Create(CultureInfo.InvariantCulture, $"messages[{message}].{offence.Field}");
        return new RejectedMessage(message, frame, offence.Reason, path, offence.Detail);
    }
}
