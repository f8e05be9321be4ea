using Telemetry.Contracts.Geography;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;
using Type = Telemetry.Contracts.V1.SignRecognition.Types.Type;

namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>Turns an honest stretch into what a hostile vehicle sends of it. For one thread.</summary>
internal sealed class HostileFrames(RoadGraph baseMap, SimulationRandom random)
{
    private const int LieEvery = 8;
    private const double BesideM = 9;
    private const double ParallelM = -45;
    private const double TagM = 25;

    private static readonly string[] s_lies = ["30", "70", "100", "20", "60", "120"];

    private readonly List<NearSegment> _near = [];

    /// <summary>Changes the message; its ids, vehicle and day are the caller's.</summary>
    public void Spoil(FrameMessage message, HostileStrategy strategy, int day, string lie)
    {
        message.SignsInForce.Clear();
        foreach (var frame in message.Frames)
            frame.Signs.Clear();
        switch (strategy)
        {
            case HostileStrategy.SameLie: Lie(message, Limit(lie)); break;
            case HostileStrategy.SayTags: SayTags(message); break;
            case HostileStrategy.AnotherLieEveryDay: Lie(message, Limit(s_lies[day % s_lies.Length])); break;
            case HostileStrategy.OtherUnit: Lie(message, Limit("30 mph")); break;
            case HostileStrategy.EndEverything: Lie(message, Limit("", Type.AllRestrictionsEnd)); break;
            case HostileStrategy.Variable: Lie(message, Limit(lie, permanency: SignRecognition.Types.Permanency.Variable)); break;
            case HostileStrategy.Condition: Lie(message, Limit(lie, condition: "22-6 h")); break;
            case HostileStrategy.MoveTheSign: message.Frames[message.Frames.Count / 2].Signs.Add(Limit(lie)); break;
            case HostileStrategy.DriveBeside: Move(message, BesideM); break;
            case HostileStrategy.ParallelRoad: Move(message, ParallelM); break;
            case HostileStrategy.WrongWay: TurnRound(message); break;
            case HostileStrategy.TooFast: HurryAndLie(message, lie); break;
            case HostileStrategy.Stand: StandAndLie(message, lie); break;
            case HostileStrategy.Nonsense: Confuse(message); break;
        }
    }

    private static SignRecognition Limit(
        string value, Type type = Type.SpeedLimitStart,
        SignRecognition.Types.Permanency permanency = SignRecognition.Types.Permanency.Static, string? condition = null)
    {
        var sign = new SignRecognition { Type = type, ValueText = value, Permanency = permanency, Confidence = 1, PositionOffsetM = 3 };
        if (condition is not null)
            sign.Conditions.Add(condition);
        return sign;
    }

    private static void Lie(FrameMessage message, SignRecognition sign)
    {
        message.SignsInForce.Add(new SignInForce { Sign = sign, DistanceDrivenM = 5 });
        for (var i = 0; i < message.Frames.Count; i += LieEvery)
            message.Frames[i].Signs.Add(sign);
    }

    private void SayTags(FrameMessage message)
    {
        foreach (var frame in message.Frames)
        {
            baseMap.FindNear(GeoPoint.FromDegrees(frame.LongitudeDeg, frame.LatitudeDeg), TagM, _near);
            if (_near.Count > 0 && baseMap.Segment(_near[0].SegmentIndex) is var road && (road.ForwardLimit ?? road.BackwardLimit) is { } tag)
                frame.Signs.Add(Limit(tag.ToString()));
        }
    }

    private static void Move(FrameMessage message, double rightM)
    {
        foreach (var frame in message.Frames)
        {
            var (sin, cos) = Math.SinCos(frame.HeadingDeg * Math.PI / 180);
            var plane = new LocalProjection(GeoPoint.FromDegrees(frame.LongitudeDeg, frame.LatitudeDeg));
            var moved = plane.ToGeo(new PlanarPoint(cos * rightM, -sin * rightM));
            (frame.LongitudeDeg, frame.LatitudeDeg) = (moved.LonDeg, moved.LatDeg);
        }
    }

    private static void TurnRound(FrameMessage message)
    {
        var times = message.Frames.Select(frame => frame.TimestampUtcMs).ToArray();
        var frames = message.Frames.Reverse().ToArray();
        message.Frames.Clear();
        for (var i = 0; i < frames.Length; i++)
        {
            (frames[i].TimestampUtcMs, frames[i].HeadingDeg) = (times[i], (frames[i].HeadingDeg + 180) % 360);
            message.Frames.Add(frames[i]);
        }
    }

    private static void HurryAndLie(FrameMessage message, string lie)
    {
        var begin = message.Frames[0].TimestampUtcMs;
        foreach (var frame in message.Frames)
            (frame.TimestampUtcMs, frame.SpeedMps) = (begin + (frame.TimestampUtcMs - begin) / 3, Math.Min(150, 3 * frame.SpeedMps));
        Lie(message, Limit(lie));
    }

    private static void StandAndLie(FrameMessage message, string lie)
    {
        var place = message.Frames[message.Frames.Count / 2].Clone();
        foreach (var frame in message.Frames)
            (frame.LongitudeDeg, frame.LatitudeDeg, frame.SpeedMps) = (place.LongitudeDeg, place.LatitudeDeg, 0);
        Lie(message, Limit(lie));
    }

    private void Confuse(FrameMessage message)
    {
        for (var i = 0; i < message.Frames.Count; i++)
        {
            var frame = message.Frames[i];
            for (var signs = random.Below(5); signs > 0; signs--)
                frame.Signs.Add(Limit(s_lies[random.Below(s_lies.Length)], (Type)(1 + random.Below(12))));
            if (random.Chance(0.1))
                frame.LatitudeDeg += random.Between(-0.01, 0.01);
            if (random.Chance(0.1))
                frame.HeadingDeg = (float)random.Between(0, 359);
        }
    }
}
