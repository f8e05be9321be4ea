using System.Buffers.Binary;
using System.Security.Cryptography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;
using Telemetry.TestKit;

namespace Telemetry.Conformance.Tests.GrainEngine;

/// <summary>A drawn road of three segments, what cars contribute that drive it, and the map that must follow.</summary>
internal static class DrawnPasses
{
    private static readonly RoadGraph s_graph;

    static DrawnPasses()
    {
        Map = new AsciiMap(
            """
            A.........B.........C.........D
            ..........E.........F..........
            """, 20).Road("ABCD").Road("BE").Road("CF");
        s_graph = Map.Graph();
    }

    public static AsciiMap Map { get; }

    /// <summary>When the cars drove: an hour before the first use.</summary>
    public static DateTimeOffset Start { get; } = TimeProvider.System.GetUtcNow().AddHours(-1);

    /// <summary>A car's drive from A to D or back, holding a limit of 30: a contribution to each segment.</summary>
    public static IReadOnlyList<Contribution> Of(int vehicle, int number = 0)
    {
        var places = AsciiDrive.Along(Map, (vehicle + number) % 2 == 0 ? "ABCD" : "DCBA", lateralM: 1 + vehicle % 4);
        var startMs = Start.ToUnixTimeMilliseconds() + number * 120_000L;
        var fixes = places
            .Select((place, i) => new Fix(startMs + i * 1000L, place.Position, place.HeadingTenths / 10f, 10, 3)).ToArray();
        var limit = new SignReading(
            0, SignRecognition.Types.Type.SpeedLimitStart, "30", SignRecognition.Types.Permanency.Static, 0.9, 0, []);
        var drive = new DriveObservation
        {
            MessageKey = new Hash128((ulong)vehicle, (ulong)number), Fleet = (ulong)vehicle % 3, Fixes = fixes,
            SignsInForce = [new SignHeld(limit, 50)],
        };
        var match = new Matcher(s_graph, MatchOptions.Default).Match(fixes);
        var contributions = ContributionBuilder.Build(drive, match, s_graph, new Pseudonyms(vehicle));
        Assert.Equal(3, contributions.Count);
        return contributions;
    }

    /// <summary>Drives of cars that are numbered from 0.</summary>
    public static IReadOnlyList<Contribution> OfMany(int vehicles, int each = 1) =>
        [.. from number in Enumerable.Range(0, each) from vehicle in Enumerable.Range(0, vehicles) from one in Of(vehicle, number) select one];

    /// <summary>A contribution that no grain can fold.</summary>
    public static Contribution Poison(Contribution like) =>
        like with { Id = new Hash128(ulong.MaxValue, like.Id.Low), Payload = new byte[] { 250, 1, 2, 3 } };

    /// <summary>The canonical map after these contributions, by nothing but the fold: no store, no engine, no parts.</summary>
    public static IReadOnlyList<string> Canonical(IEnumerable<Contribution> contributions)
    {
        var states = new Dictionary<GrainId, GrainState>();
        foreach (var contribution in contributions)
        {
            if (!states.TryGetValue(contribution.Grain, out var state))
                states.Add(contribution.Grain, state = GrainState.Open(contribution.Grain, default));
            state.Fold([contribution]);
        }

        return
        [
            .. Map.Segments()
                .SelectMany(segment => SegmentFacts.Derive(segment, states.GetValueOrDefault(GrainId.Of(segment.Id)), FusionOptions.Default))
                .OrderBy(feature => feature.Collection).ThenBy(feature => feature.Id, StringComparer.Ordinal)
                .Select(feature => feature.GeoJson),
        ];
    }

    private sealed class Pseudonyms(int vehicle) : IVehiclePseudonyms
    {
        public Hash128 On(GrainId grain, int epoch)
        {
            var input = new byte[16];
            BinaryPrimitives.WriteInt32BigEndian(input, vehicle);
            BinaryPrimitives.WriteUInt64BigEndian(input.AsSpan(4), grain.Value);
            BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(12), epoch);
            return Hash128.ReadFrom(SHA256.HashData(input));
        }
    }
}
