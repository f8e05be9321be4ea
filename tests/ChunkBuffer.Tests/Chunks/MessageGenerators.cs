using FsCheck;
using FsCheck.Fluent;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;

namespace Telemetry.ChunkBuffer.Tests.Chunks;

/// <summary>Messages of any content, sensible or not: the codec keeps whatever the types can hold.</summary>
internal static class MessageGenerators
{
    private static readonly Gen<int> s_any = Gen.Frequency(
        (4, Gen.Choose(-200, 200)), (2, Gen.Choose(int.MinValue + 1, int.MaxValue - 1)),
        (1, Gen.Elements(int.MinValue + 1, int.MaxValue, 0, 3599, 3600, -1)));

    private static readonly Gen<int> s_optional = Gen.Frequency((1, Gen.Constant(QuantizedFrame.Absent)), (3, s_any));

    private static readonly Gen<long> s_time = Gen.Frequency(
        (6, Gen.Choose(0, 5000).Select(ms => 1_790_000_000_000L + ms)),
        (1, Gen.Elements(long.MinValue, long.MaxValue, 0L, -1L)));

    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.Elements("", "30", "45 mph", "22-6 h", "Nässe", "\ud83d\ude97", "\ud800", new string('x', 300)));

    private static readonly Gen<QuantizedSign> s_sign =
        from type in Gen.Choose(0, 20)
        from permanency in Gen.Choose(-1, 3)
        from confidence in s_any
        from offset in s_any
        from value in s_text
        from conditions in Gen.ListOf(s_text)
        select new QuantizedSign(
            (SignRecognition.Types.Type)type, value, (SignRecognition.Types.Permanency)permanency, confidence, offset,
            [.. conditions.Take(4)]);

    private static readonly Gen<QuantizedFrame> s_frame =
        from time in s_time
        from lon in s_any
        from lat in s_any
        from accuracy in s_any
        from heading in Gen.OneOf(Gen.Choose(0, 3599), s_any)
        from speed in s_any
        from yaw in s_optional
        from curvature in s_optional
        from left in s_optional
        from right in s_optional
        select new QuantizedFrame(
            time, new GeoPoint(lon, lat), accuracy, heading, speed, yaw, curvature, left, right);

    private static readonly Gen<VehicleMessage> s_wild =
        from frames in Gen.NonEmptyListOf(s_frame)
        from context in Gen.Choose(0, frames.Count - 1)
        from held in Gen.ListOf(s_sign)
        from signs in Gen.ListOf(s_sign)
        from flags in Gen.Choose(0, 3)
        from key in Gen.Choose(int.MinValue, int.MaxValue)
        select new VehicleMessage
        {
            Key = new Hash128((ulong)key * 0x9E3779B97F4A7C15, (ulong)key),
            Vehicle = new Hash128(1, (ulong)key),
            Fleet = ulong.MaxValue - (ulong)key,
            ReceivedAtMs = key,
            FirstOfSession = (flags & 1) != 0,
            LastOfSession = (flags & 2) != 0,
            ContextFrames = context,
            SignsInForce = [.. held.Take(5).Select((s, i) => new SignHeldInForce(s, i * 1000 - 1))],
            Signs = [.. signs.Take(5).Select((s, i) => new FrameSign(i % frames.Count, s))],
            Frames = [.. frames],
        };

    /// <summary>Wild messages and simulated drives.</summary>
    public static Arbitrary<VehicleMessage> Messages { get; } = Gen.Frequency(
        (3, s_wild),
        (1, from seed in Gen.Choose(0, 1_000_000)
            from frames in Gen.Choose(1, 400)
            select new SimulatedDrive(seed).Message(frames))).ToArbitrary();
}
