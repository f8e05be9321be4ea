using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>
/// One vehicle id of a fleet whose token it has, and what it sends over some days: stretches that honest vehicles drove, which it claims to drive
/// again, or ways of its own. Sessions, messages and times are its choice. For one thread.
/// </summary>
/// <param name="honest">Where and when others drive.</param>
/// <param name="options">How long and how often.</param>
/// <param name="seed">Where it drives; the same for those who collude.</param>
internal sealed class HostileVehicle(HonestDrives honest, HostileOptions options, ulong seed)
{
    private const int FramesOfWay = 61;
    private const double WayMps = 10;

    private static readonly string[] s_lies = ["70", "30", "100"];

    /// <summary>Everything it sends.</summary>
    /// <param name="strategy">What it tries.</param>
    /// <param name="firstDay">The first of its days.</param>
    /// <param name="vehicle">Its id.</param>
    public IEnumerable<FrameMessage> Send(HostileStrategy strategy, DateTimeOffset firstDay, string vehicle)
    {
        var random = new SimulationRandom(SimulationRandom.Derive(seed, (ulong)strategy));
        var frames = new HostileFrames(honest.World.BaseMap, random);
        var lie = s_lies[random.Below(s_lies.Length)];
        var stretches = Stretches(strategy, random);
        for (var day = 0; day < options.HostileDays; day++)
            for (var time = 0; time < options.TimesADay; time++)
                for (var i = 0; i < stretches.Count; i++)
                {
                    var number = (day * options.TimesADay + time) * stretches.Count + i;
                    // From six in the morning, one stretch after the other.
                    var at = firstDay.AddDays(day).AddHours(6).AddSeconds(75 * (time * stretches.Count + i));
                    var message = Claimed(stretches[i], at.ToUnixTimeMilliseconds(), vehicle, number);
                    frames.Spoil(message, strategy, day, lie);
                    yield return message;
                }
    }

    private List<FrameMessage> Stretches(HostileStrategy strategy, SimulationRandom random)
    {
        var stretches = new List<FrameMessage>();
        var gone = honest.World.BaseMap;
        for (var i = 0; i < options.Stretches; i++)
            stretches.Add(strategy switch
            {
                HostileStrategy.Shuttle => IntoTheFields(random),
                HostileStrategy.GoneRoads => AlongGone(gone, random) ?? honest.Messages[random.Below(honest.Messages.Count)],
                _ => honest.Messages[random.Below(honest.Messages.Count)],
            });
        return stretches;
    }

    private static FrameMessage Claimed(FrameMessage stretch, long beginMs, string vehicle, int number)
    {
        var message = stretch.Clone();
        (message.FleetId, message.VehicleId) = ("honest", vehicle);
        (message.SessionId, message.MessageId) = ("s" + number.ToString(CultureInfo.InvariantCulture), "1");
        (message.FirstOfSession, message.LastOfSession, message.ContextFrames) = (false, false, 0);
        var shift = beginMs - message.Frames[0].TimestampUtcMs;
        foreach (var frame in message.Frames)
            frame.TimestampUtcMs += shift;
        return message;
    }

    // Straight away from a road, across the country, and back the same way.
    private FrameMessage IntoTheFields(SimulationRandom random)
    {
        var graph = honest.World.BaseMap;
        var segment = random.Below(graph.SegmentCount);
        var from = graph.PointAt(segment, graph.LengthM(segment) / 2);
        var bearing = graph.BearingAt(segment, graph.LengthM(segment) / 2, TravelDirection.Forward) + (random.Chance(0.5) ? 90 : -90);
        return Way(i => (Math.Min(i, FramesOfWay - 1 - i) * WayMps, i < FramesOfWay / 2 ? bearing : bearing + 180), from, bearing);
    }

    private FrameMessage? AlongGone(RoadNetwork.Graph.RoadGraph graph, SimulationRandom random)
    {
        int[] gone = [.. Enumerable.Range(0, graph.SegmentCount).Where(segment => !honest.World.Truth.TryFind(graph.Segment(segment).Id, out _))];
        if (gone.Length == 0)
            return null;
        var road = gone[random.Below(gone.Length)];
        var length = graph.LengthM(road);
        var message = new FrameMessage();
        for (var i = 0; i < FramesOfWay; i++)
        {
            var turn = i * WayMps % (2 * length);
            var (alongM, direction) = turn < length ? (turn, TravelDirection.Forward) : (2 * length - turn, TravelDirection.Backward);
            message.Frames.Add(FrameAt(graph.PointAt(road, alongM), graph.BearingAt(road, alongM, direction), i));
        }

        return message;
    }

    private static FrameMessage Way(Func<int, (double AwayM, double HeadingDeg)> at, GeoPoint from, double bearingDeg)
    {
        var message = new FrameMessage();
        var plane = new LocalProjection(from);
        var (sin, cos) = Math.SinCos(bearingDeg * Math.PI / 180);
        for (var i = 0; i < FramesOfWay; i++)
        {
            var (awayM, headingDeg) = at(i);
            message.Frames.Add(FrameAt(plane.ToGeo(new PlanarPoint(sin * awayM, cos * awayM)), headingDeg, i));
        }

        return message;
    }

    private static Frame FrameAt(GeoPoint place, double headingDeg, int second) => new()
    {
        TimestampUtcMs = 1_000L * second, LongitudeDeg = place.LonDeg, LatitudeDeg = place.LatDeg, HorizontalAccuracyM = 3,
        HeadingDeg = (float)((headingDeg + 720) % 360), SpeedMps = (float)WayMps,
    };
}
