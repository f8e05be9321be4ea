using System.Globalization;
using Telemetry.Contracts.V1;

namespace Telemetry.TestKit;

/// <summary>Frame messages that the contract allows: plain ones for examples, random ones for properties.</summary>
public static class SampleFrames
{
    /// <summary>Noon of a spring day, where a test does not care.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 4, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A vehicle driving east at 10 m/s, one frame a second, the last of them at <paramref name="newest"/>.</summary>
    public static FrameMessage Message(string id, DateTimeOffset newest, int frames = 5, string fleet = "fleet-a", string vehicle = "car-1")
    {
        var message = new FrameMessage { SessionId = "session-1", MessageId = id, FleetId = fleet, VehicleId = vehicle };
        for (var i = 0; i < frames; i++)
        {
            message.Frames.Add(new Frame
            {
                TimestampUtcMs = newest.ToUnixTimeMilliseconds() - (frames - 1 - i) * 1000L,
                LongitudeDeg = 8.69 + i * 0.000137,
                LatitudeDeg = 49.41,
                HorizontalAccuracyM = 3.5f,
                HeadingDeg = 90,
                SpeedMps = 10,
            });
        }

        return message;
    }

    /// <summary>A batch of <see cref="Message"/>s with ids <c>m0</c>, <c>m1</c> …</summary>
    public static FrameBatch Batch(DateTimeOffset newest, int messages = 1, int frames = 5)
    {
        var batch = new FrameBatch();
        for (var i = 0; i < messages; i++)
            batch.Messages.Add(Message(string.Create(CultureInfo.InvariantCulture, $"m{i}"), newest, frames));
        return batch;
    }

    /// <summary>A batch with every kind of field, the same for the same seed; valid at <see cref="Noon"/>.</summary>
    public static FrameBatch Random(int seed)
    {
        var random = new Random(seed);
        var batch = new FrameBatch();
        for (var i = random.Next(1, 4); i > 0; i--)
            batch.Messages.Add(RandomMessage(random));
        return batch;
    }

    private static FrameMessage RandomMessage(Random random)
    {
        var message = new FrameMessage
        {
            SessionId = Text(random, 1, 64), MessageId = Text(random, 1, 64), FleetId = Text(random, 1, 64), VehicleId = Text(random, 1, 64),
            FirstOfSession = random.Next(2) == 0, LastOfSession = random.Next(2) == 0,
        };
        var time = Noon.ToUnixTimeMilliseconds() - random.Next(3_600_000, 80_000_000);
        for (var i = random.Next(2, 12); i > 0; i--)
            message.Frames.Add(RandomFrame(random, time += random.Next(0, 3000)));
        message.ContextFrames = random.Next(message.Frames.Count);
        for (var i = random.Next(3); i > 0; i--)
            message.SignsInForce.Add(new SignInForce { Sign = RandomSign(random), DistanceDrivenM = random.NextSingle() * 1_000_000 });
        return message;
    }

    private static Frame RandomFrame(Random random, long time)
    {
        var frame = new Frame
        {
            TimestampUtcMs = time,
            LongitudeDeg = random.NextDouble() * 360 - 180,
            LatitudeDeg = random.NextDouble() * 180 - 90,
            HorizontalAccuracyM = random.NextSingle() * 1000,
            HeadingDeg = random.NextSingle() * 360,
            SpeedMps = random.NextSingle() * 150,
        };
        if (random.Next(2) == 0)
            frame.YawRateDps = random.NextSingle() * 360 - 180;
        if (random.Next(2) == 0)
            frame.Curvature1Pm = random.NextSingle() * 2 - 1;
        if (random.Next(2) == 0)
            frame.LaneOffsetLeftM = random.NextSingle() * 20;
        if (random.Next(2) == 0)
            frame.LaneOffsetRightM = 0;
        for (var i = random.Next(8) - 5; i > 0; i--)
            frame.Signs.Add(RandomSign(random));
        return frame;
    }

    private static SignRecognition RandomSign(Random random)
    {
        var sign = new SignRecognition
        {
            Type = (SignRecognition.Types.Type)random.Next(12),
            ValueText = Text(random, 0, 32),
            Permanency = (SignRecognition.Types.Permanency)random.Next(3),
            Confidence = random.NextSingle(),
            PositionOffsetM = random.NextSingle() * 400 - 200,
        };
        for (var i = random.Next(9) - 4; i > 0; i--)
            sign.Conditions.Add(Text(random, 0, 64));
        return sign;
    }

    // Letters, quotes, escapes and beyond ASCII.
    private static string Text(Random random, int shortest, int longest) =>
        string.Concat(Enumerable.Range(0, random.Next(shortest, longest + 1)).Select(_ => "abcXYZ012-_ /\"\\\n\täß字"[random.Next(20)]));
}
