using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Google.Protobuf.Collections;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.V1;

namespace Telemetry.Receiver.Intake;

/// <summary>
/// Brings a validated message to the platform's whole steps. Every number goes to the nearest step, halves away from zero, of
/// the value as sent (a 32-bit float is widened first, so that 0.35 as a float lies below the half). A heading that rounds to
/// 360° is 0°. A sign of a type or permanency that the schema does not know yet counts as unspecified. Pure; two arrays per message.
/// </summary>
internal static class Quantizer
{
    private const int FullTurnTenths = 3_600;

    public static VehicleMessage Quantize(FrameMessage message, in MessageIdentity identity, long receivedAtMs)
    {
        var source = message.Frames;
        var frames = new QuantizedFrame[source.Count];
        var signs = ImmutableArray<FrameSign>.Empty;
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = Quantize(source[i]);
            if (source[i].Signs.Count > 0)
                signs = signs.AddRange(source[i].Signs.Select(sign => new FrameSign(i, Quantize(sign))));
        }

        return new VehicleMessage
        {
            Key = identity.Message,
            Vehicle = identity.Vehicle,
            Fleet = identity.Fleet,
            ReceivedAtMs = receivedAtMs,
            FirstOfSession = message.FirstOfSession,
            LastOfSession = message.LastOfSession,
            ContextFrames = message.ContextFrames,
            SignsInForce = Quantize(message.SignsInForce),
            Frames = ImmutableCollectionsMarshal.AsImmutableArray(frames),
            Signs = signs,
        };
    }

    private static QuantizedFrame Quantize(Frame frame) => new(
        frame.TimestampUtcMs,
        GeoPoint.FromDegrees(frame.LongitudeDeg, frame.LatitudeDeg),
        Steps(frame.HorizontalAccuracyM, 10),
        HeadingTenths(frame.HeadingDeg),
        Steps(frame.SpeedMps, 100),
        frame.HasYawRateDps ? Steps(frame.YawRateDps, 100) : QuantizedFrame.Absent,
        frame.HasCurvature1Pm ? Steps(frame.Curvature1Pm, 100_000) : QuantizedFrame.Absent,
        frame.HasLaneOffsetLeftM ? Steps(frame.LaneOffsetLeftM, 100) : QuantizedFrame.Absent,
        frame.HasLaneOffsetRightM ? Steps(frame.LaneOffsetRightM, 100) : QuantizedFrame.Absent);

    /// <summary>The type of a sign; unspecified where the schema does not know it.</summary>
    public static SignRecognition.Types.Type Known(SignRecognition.Types.Type type) =>
        Enum.IsDefined(type) ? type : SignRecognition.Types.Type.Unspecified;

    /// <summary>The permanency of a sign; unspecified where the schema does not know it.</summary>
    public static SignRecognition.Types.Permanency Known(SignRecognition.Types.Permanency permanency) =>
        Enum.IsDefined(permanency) ? permanency : SignRecognition.Types.Permanency.Unspecified;

    /// <summary>A value in whole steps.</summary>
    // The product of a float and a step count is exact in a double, and so is the half added to it: no tie is missed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Steps(float value, int perUnit)
    {
        var steps = (double)value * perUnit;
        return (int)(steps + Math.CopySign(0.5, steps));
    }

    /// <summary>A heading of 0 to 360° in 0.1°; what rounds to a full turn is 0.</summary>
    public static int HeadingTenths(float headingDeg) => Steps(headingDeg, 10) is var tenths && tenths == FullTurnTenths ? 0 : tenths;

    private static QuantizedSign Quantize(SignRecognition sign) => new(
        Known(sign.Type),
        sign.ValueText,
        Known(sign.Permanency),
        Steps(sign.Confidence, 100),
        Steps(sign.PositionOffsetM, 10),
        [.. sign.Conditions]);

    private static ImmutableArray<SignHeldInForce> Quantize(RepeatedField<SignInForce> held) => held.Count == 0
        ? []
        : [.. held.Select(one => new SignHeldInForce(Quantize(one.Sign), Steps(one.DistanceDrivenM, 1)))];
}
