using System.Collections.Immutable;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;
using Telemetry.TestKit;

namespace Telemetry.MapWorker.Tests;

/// <summary>A few drawn streets and the messages of cars that drive them, all holding a limit of 30 in force.</summary>
internal static class DrawnTown
{
    private static readonly string[] s_routes = ["ABCD", "DCBA", "ABEFC", "FEBC"];

    public static AsciiMap Map { get; } = new AsciiMap(
        """
        A.........B.........C.........D
        ...............................
        ...............................
        ...............................
        ...............................
        ...............................
        ..........E.........F..........
        """, 20).Road("ABCD").Road("BE").Road("CF").Road("EF");

    /// <summary>A message of a car; the same for the same numbers and start.</summary>
    public static VehicleMessage Message(int vehicle, int number, DateTimeOffset start)
    {
        var startMs = start.ToUnixTimeMilliseconds() + number * 300_000L;
        var places = AsciiDrive.Along(Map, s_routes[(vehicle + number) % s_routes.Length], lateralM: 1 + vehicle % 3);
        return new VehicleMessage
        {
            Key = new Hash128((ulong)vehicle, (ulong)number),
            Vehicle = new Hash128((ulong)vehicle, 7),
            Fleet = (ulong)vehicle % 3,
            ReceivedAtMs = startMs + 200_000,
            SignsInForce = [new SignHeldInForce(Limit("30"), 50)],
            Frames =
            [
                .. places.Select((place, second) => new QuantizedFrame(
                    startMs + second * 1000L, place.Position, 30, place.HeadingTenths, 1000,
                    QuantizedFrame.Absent, QuantizedFrame.Absent, QuantizedFrame.Absent, QuantizedFrame.Absent)),
            ],
        };
    }

    /// <summary>The same message a hundred days earlier: there is no key under which it may be used.</summary>
    public static VehicleMessage Poisoned(VehicleMessage message) => message with
    {
        Frames = [.. message.Frames.Select(frame => frame with { TimestampUtcMs = frame.TimestampUtcMs - 100 * 86_400_000L })],
    };

    /// <summary>Messages of some cars, one each from 0 on.</summary>
    public static IReadOnlyList<VehicleMessage> Messages(int vehicles, DateTimeOffset start, int each = 1) =>
        [.. from number in Enumerable.Range(0, each) from vehicle in Enumerable.Range(0, vehicles) select Message(vehicle, number, start)];

    private static QuantizedSign Limit(string value) => new(
        SignRecognition.Types.Type.SpeedLimitStart, value, SignRecognition.Types.Permanency.Static, 90, 0,
        ImmutableArray<string>.Empty);
}
