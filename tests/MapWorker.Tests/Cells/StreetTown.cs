using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Import;
using Telemetry.TestKit;

namespace Telemetry.MapWorker.Tests.Cells;

/// <summary>
/// Two roads 600 m apart and a street between them, which a base map may or may not have:
/// <code>
/// A-----B-----C
///       |
/// D-----E-----F
/// </code>
/// </summary>
internal static class StreetTown
{
    private const int SpeedMps = 10;
    private const int UnitsPerMetre = 90;

    private static readonly string s_drawing = string.Join('\n',
        [Row('A', 'B', 'C'), .. Enumerable.Repeat(new string('.', 41), 29), Row('D', 'E', 'F')]);

    public static ImportedRoads WithStreet { get; } = ImportedRoads.Of(Roads().Road("BE").Segments());

    public static ImportedRoads WithoutStreet { get; } = ImportedRoads.Of(Roads().Segments());

    /// <summary>A message of a car that drives from node to node, away from its trip's ends.</summary>
    public static VehicleMessage Drive(string nodes, int vehicle, DateTimeOffset start)
    {
        var places = Along(nodes, (vehicle % 3 - 1) * UnitsPerMetre).ToList();
        var startMs = start.ToUnixTimeMilliseconds();
        return new VehicleMessage
        {
            Key = new Hash128((ulong)vehicle, (ulong)startMs),
            Vehicle = new Hash128((ulong)vehicle % 40, 7),
            Fleet = 1,
            ReceivedAtMs = startMs,
            Frames =
            [
                .. places.Select((place, second) => new QuantizedFrame(
                    startMs + second * 1000L, place.Position, 30, (int)(place.HeadingDeg * 10) % 3_600, SpeedMps * 100,
                    QuantizedFrame.Absent, QuantizedFrame.Absent, QuantizedFrame.Absent, QuantizedFrame.Absent)),
            ],
        };
    }

    /// <summary>Messages of cars that drive the street, in both directions.</summary>
    public static VehicleMessage[] StreetDrives(int vehicles, DateTimeOffset start) =>
        [.. Enumerable.Range(0, vehicles).Select(vehicle =>
            Drive(vehicle % 2 == 0 ? "ABEF" : "FEBA", vehicle, start.AddSeconds(vehicle)))];

    private static AsciiMap Roads() => new AsciiMap(s_drawing, 20).Road("AB").Road("BC").Road("DE").Road("EF");

    private static string Row(char west, char middle, char east) =>
        $"{west}{new string('.', 19)}{middle}{new string('.', 19)}{east}";

    private static IEnumerable<(GeoPoint Position, double HeadingDeg)> Along(string nodes, int asideE7)
    {
        var map = Roads();
        for (var i = 1; i < nodes.Length; i++)
        {
            GeoPoint from = map.At(nodes[i - 1]), to = map.At(nodes[i]);
            var steps = (int)(Sphere.DistanceM(from, to) / SpeedMps);
            for (var step = 0; step < steps; step++)
                yield return (
                    new GeoPoint(Between(from.LonE7, to.LonE7, step, steps) + asideE7, Between(from.LatE7, to.LatE7, step, steps) + asideE7),
                    Sphere.BearingDeg(from, to));
        }
    }

    private static int Between(int from, int to, int step, int steps) => (int)(from + ((long)to - from) * step / steps);
}
