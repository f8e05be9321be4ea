using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Facts;

public sealed class CellFactsTests
{
    private const int Day = 20_000;

    //  two roads 240 m apart and a street between them that the map lacks, at east 100
    private static readonly RoadSegment s_south = TestRoads.Segment(1, 0, 300, north: 0);
    private static readonly RoadSegment s_north = TestRoads.Segment(2, 0, 300, north: 240);
    private static readonly RoadGraph s_graph = RoadGraph.Build([s_south, s_north]);

    [Fact]
    public void DeriveCandidates_FourVehiclesOffNetwork_FindsOneRoadBetweenThePieces()
    {
        var candidates = Candidates(Drives(vehicles: 4));

        Assert.NotEmpty(candidates);
        Assert.All(candidates, candidate => Assert.Equal(MapCollection.CandidateRoads, candidate.Collection));
        Assert.All(candidates.SelectMany(candidate => candidate.Line), point =>
            Assert.InRange((point.LonDeg - TestRoads.At(100, 0).LonDeg) * 72_400, -3, 3));
        Assert.Contains(candidates, candidate => candidate.GeoJson.Contains(s_south.Id.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void DeriveCandidates_TwoVehicles_FindsNothing() => Assert.Empty(Candidates(Drives(vehicles: 2)));

    [Fact]
    public void DeriveCandidates_AnyOrder_FindsTheSame()
    {
        var contributions = Drives(vehicles: 12);
        var expected = Candidates(contributions).Select(candidate => candidate.GeoJson).ToArray();
        var random = new Random(1);
        for (var i = 0; i < 20; i++)
        {
            var shuffled = contributions.Concat(contributions.Take(9)).ToArray();
            random.Shuffle(shuffled);
            Assert.Equal(expected, Candidates(shuffled).Select(candidate => candidate.GeoJson));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void DeriveCandidates_LiarsBelowTheQuorum_NeitherMakeNorUnmakeNorMoveARoad(int liars) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var lies = Enumerable.Range(0, liars).SelectMany(liar => Enumerable.Range(0, 6).SelectMany(track => Lie(liar, track, random))).ToArray();
            var honest = Drives(vehicles: 9);

            Assert.Empty(Candidates(lies));
            var expected = Assert.Single(Candidates(honest));
            var road = Assert.Single(Candidates([.. honest, .. lies]));
            // The standard error of a median of nine passes that scatter by 4 m is 1.7 m; at its ends a line knows less.
            Assert.All(road.Line, point => Assert.InRange((point.LonDeg - expected.Line[0].LonDeg) * 72_400, -2.5, 2.5));
        }));

    [Fact]
    public void Build_NoiseBesideARoad_IsNoRoad()
    {
        // Along the southern road, 40 m beside it for a while.
        var fixes = Enumerable.Range(0, 25).Select(i => new Fix(
            Day * TestDrive.DayMs + i * 1_000, TestRoads.At(20 + 10 * i, i is > 3 and < 20 ? 40 : 0), 90, 10, 3)).ToArray();
        var matches = fixes.Select((_, i) => i is > 3 and < 20 ? FixMatch.None : new FixMatch(i < 4 ? 0 : 1, 0, 20 + 10 * i, 0, 0)).ToArray();
        var road = s_graph.IndexOf(s_south);
        var stretches = new[]
        {
            new MatchedStretch(0, 3, [new PathPiece(road, TravelDirection.Forward, 20, 50)]),
            new MatchedStretch(20, 24, [new PathPiece(road, TravelDirection.Forward, 220, 260)]),
        };
        var drive = new DriveObservation { MessageKey = new Hash128(1, 1), Fleet = 1, Fixes = fixes };

        Assert.Empty(Points(ContributionBuilder.Build(
            drive, new MatchedDrive(stretches, [new MatchBreak(BreakReason.OffNetwork, 4, 19)], matches), s_graph, new TestPseudonyms(1))));
    }

    [Fact]
    public void Reach_OfACell_IsMutual()
    {
        foreach (var cell in CandidateRoads.Reach(CellGrid.Evidence.CellOf(TestRoads.At(0, 0))))
            Assert.All(CandidateRoads.Reach(cell), other => Assert.Contains(cell, CandidateRoads.Reach(other)));
    }

    [Fact]
    public void Build_TripEndsOffNetwork_AreNeverUsed()
    {
        var (drive, match) = OffNetwork(1, lateral: 0);
        var whole = ContributionBuilder.Build(drive, match, s_graph, new TestPseudonyms(1));
        var first = ContributionBuilder.Build(drive with { FirstOfSession = true }, match, s_graph, new TestPseudonyms(1));

        var start = drive.Fixes[0].Position;
        Assert.Contains(Points(whole), point => Distance(point, start) < 100);
        Assert.DoesNotContain(Points(first), point => Distance(point, start) < 149);
    }

    private static IReadOnlyList<MapFeature> Candidates(IReadOnlyList<Contribution> contributions)
    {
        var evidence = contributions.GroupBy(contribution => contribution.Grain).ToDictionary(grain => grain.Key.Cell, grain =>
        {
            var evidence = new Evidence(grain.Key);
            foreach (var chunk in grain.Chunk(5))
                evidence.Fold(chunk);
            var state = evidence.Open();
            evidence.Add(state, state.PartsToDerive());
            return state;
        });
        var candidates = new CandidateRoads(evidence, s_graph, FusionOptions.Default);
        return [.. evidence.Keys.SelectMany(CandidateRoads.Reach).Distinct().Order().SelectMany(candidates.Of)];
    }

    private static Contribution[] Drives(int vehicles) =>
        [.. Enumerable.Range(0, vehicles).SelectMany(vehicle =>
        {
            var (drive, match) = OffNetwork((ulong)vehicle, lateral: vehicle % 3 - 1.0);
            return ContributionBuilder.Build(drive, match, s_graph, new TestPseudonyms((ulong)vehicle));
        }).Where(contribution => contribution.Grain.Kind == GrainKind.Cell)];

    // A track anywhere near the street: along it, across it or to and fro.
    private static IEnumerable<Contribution> Lie(int liar, int track, Random random)
    {
        var (east, north, course) = (random.Next(70, 130), random.Next(20, 200), random.Next(360));
        var fixes = Enumerable.Range(0, 20).Select(i =>
        {
            if (random.Next(6) == 0)
                course = random.Next(360);
            east += (int)Math.Round(10 * Math.Sin(course * Math.PI / 180));
            north += (int)Math.Round(10 * Math.Cos(course * Math.PI / 180));
            return new Fix(Day * TestDrive.DayMs + track * 100_000 + i * 1_000, TestRoads.At(east, north), course, 10, 3);
        }).ToArray();
        var drive = new DriveObservation { MessageKey = new Hash128((ulong)track, (ulong)liar + 100), Fleet = 1, Fixes = fixes };
        var match = new MatchedDrive(
            [], [new MatchBreak(BreakReason.OffNetwork, 0, 19)], [.. Enumerable.Repeat(FixMatch.None, fixes.Length)]);
        return ContributionBuilder.Build(drive, match, s_graph, new TestPseudonyms((ulong)liar + 100));
    }

    // Northwards or southwards between the roads; the outermost fixes lie on them.
    private static (DriveObservation Drive, MatchedDrive Match) OffNetwork(ulong vehicle, double lateral)
    {
        var norths = Enumerable.Range(0, 25).Select(i => i * 10.0).ToArray();
        if (vehicle % 2 == 1)
            Array.Reverse(norths);
        var fixes = norths.Select((north, i) => new Fix(
            Day * TestDrive.DayMs + i * 1_000, TestRoads.At(100 + lateral, north), float.NaN, 10, 3)).ToArray();
        var matches = Enumerable.Repeat(FixMatch.None, fixes.Length).ToArray();
        matches[0] = new FixMatch(0, 0, 100, 0, 0);
        matches[^1] = new FixMatch(1, 0, 100, 0, 0);
        var (first, last) = vehicle % 2 == 0 ? (s_south, s_north) : (s_north, s_south);
        var stretches = new[]
        {
            new MatchedStretch(0, 0, [new PathPiece(s_graph.IndexOf(first), TravelDirection.Forward, 100, 100)]),
            new MatchedStretch(24, 24, [new PathPiece(s_graph.IndexOf(last), TravelDirection.Forward, 100, 100)]),
        };
        var drive = new DriveObservation { MessageKey = new Hash128(vehicle, 1), Fleet = 1, Fixes = fixes };
        return (drive, new MatchedDrive(stretches, [new MatchBreak(BreakReason.OffNetwork, 1, 23)], matches));
    }

    private static IEnumerable<GeoPoint> Points(IEnumerable<Contribution> contributions) =>
        contributions.Where(contribution => contribution.Grain.Kind == GrainKind.Cell)
            .SelectMany(contribution => CellTrack.Decode(contribution.Payload.Span).Points);

    private static double Distance(GeoPoint a, GeoPoint b) => RoadNetwork.Geometry.Sphere.DistanceM(a, b);
}
