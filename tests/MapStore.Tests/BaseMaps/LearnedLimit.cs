using System.Buffers.Binary;
using System.Security.Cryptography;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.MapMatching.Model;
using Telemetry.MapStore.Evidence;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapStore.Tests.BaseMaps;

/// <summary>Evidence of a limit on a segment in the way's order: five cars that drove it with that limit in force.</summary>
internal static class LearnedLimit
{
    private const long StartMs = 20_000L * 86_400_000;

    public static Task PutAsync(IEvidenceStore store, RoadSegment segment, CancellationToken cancellationToken) =>
        PutAsync(store, segment, "30", cancellationToken);

    public static async Task PutAsync(IEvidenceStore store, RoadSegment segment, string sign, CancellationToken cancellationToken)
    {
        var grain = GrainId.Of(segment.Id);
        var state = GrainState.Open(grain, ReadOnlyMemory<byte>.Empty);
        var graph = RoadGraph.Build([segment]);
        state.Fold([.. Enumerable.Range(1, 5).SelectMany(car => Drive(graph, sign, (ulong)car)).Where(c => c.Grain == grain)]);
        var seal = state.Seal("a", DateTimeOffset.FromUnixTimeMilliseconds(StartMs));
        foreach (var part in seal.NewParts)
            await store.PutPartAsync(grain, part.Name, part.Bytes, cancellationToken);
        Assert.True(await store.TryPutAsync(new EvidenceHead(grain, 1, 0, seal.Head), cancellationToken));
    }

    private static IReadOnlyList<Contribution> Drive(RoadGraph graph, string value, ulong car)
    {
        var fixes = new List<Fix>();
        var matches = new List<FixMatch>();
        for (var alongM = 0.0; alongM <= graph[0].LengthM; alongM += 10)
        {
            fixes.Add(new Fix(StartMs + fixes.Count * 1_000, graph.PointAt(0, alongM), 90, 10, 3));
            matches.Add(new FixMatch(0, 0, alongM, 0, alongM));
        }

        var sign = new SignReading(
            0, SignRecognition.Types.Type.SpeedLimitStart, value, SignRecognition.Types.Permanency.Static, 0.9, 0, []);
        var drive = new DriveObservation
        {
            MessageKey = new Hash128(car, car), Fleet = 1, Fixes = fixes, SignsInForce = [new SignHeld(sign, 20)],
        };
        var piece = new PathPiece(0, TravelDirection.Forward, 0, matches[^1].AlongM);
        return ContributionBuilder.Build(
            drive, new MatchedDrive([new MatchedStretch(0, fixes.Count - 1, [piece])], [], matches), graph, new Pseudonyms(car));
    }

    private sealed class Pseudonyms(ulong car) : IVehiclePseudonyms
    {
        public Hash128 On(GrainId grain, int epoch)
        {
            var input = new byte[16];
            BinaryPrimitives.WriteUInt64BigEndian(input, car);
            BinaryPrimitives.WriteUInt64BigEndian(input.AsSpan(8), grain.Value);
            return Hash128.ReadFrom(SHA256.HashData(input));
        }
    }
}
