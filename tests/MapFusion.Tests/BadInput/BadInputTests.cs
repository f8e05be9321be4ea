using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.BadInput;

/// <summary>Whatever a car sends, matching and fusion say what happened and harm nobody else's drive.</summary>
public sealed class BadInputTests
{
    // A street, an island beside it, a way without length and one of a centimetre at a junction, and a loop.
    private static readonly RoadSegment[] s_roads =
    [
        .. TestRoads.Chain(SpeedLimit.Kmh(50), 200, 150, 250, 300),
        TestRoads.Segment(2, 400, 700, SpeedLimit.Kmh(30), north: 45),
        TestRoads.Segment(3, 350, 350),
        TestRoads.Segment(4, 600, 600.01),
        Loop(),
    ];

    private static readonly RoadGraph s_graph = RoadGraph.Build(s_roads);

    [Fact]
    public void Learn_BadDrives_AreTalliedAndMakeSoundFacts() => Check(40, seed =>
    {
        var drives = new BadDrives(seed);
        var matcher = new Matcher(s_graph, MatchOptions.Default);
        var evidence = new Dictionary<GrainId, Evidence>();
        for (var vehicle = 0UL; vehicle < 6; vehicle++)
        {
            var drive = drives.Next();
            var match = matcher.Match(drive.Fixes.ToArray());
            AssertTallied(match, drive.ContextFrames);
            foreach (var contribution in ContributionBuilder.Build(drive, match, s_graph, new TestPseudonyms(vehicle)))
                Fold(evidence, contribution);
        }

        foreach (var road in s_roads)
            AssertSound(evidence.TryGetValue(GrainId.Of(road.Id), out var known) ? known.Derive(road) : SegmentFacts.Derive(road, null, FusionOptions.Default));
        var cells = evidence.Where(one => one.Key.Kind == GrainKind.Cell).ToDictionary(one => one.Key.Cell, one =>
        {
            var state = one.Value.Open();
            one.Value.Add(state, state.PartsToDerive());
            return state;
        });
        var candidates = new CandidateRoads(cells, s_graph, FusionOptions.Default);
        foreach (var cell in cells.Keys.SelectMany(CandidateRoads.Reach).Distinct())
            AssertSound(candidates.Of(cell));
    });

    [Fact]
    public void Match_HonestDriveAfterBadOnes_IsAsWithoutThem() => Check(25, seed =>
    {
        var honest = new TestDrive(s_graph, s_roads[..4]).Message(0, 60, 0, new Hash128(1, 1)).Drive;
        var matcher = new Matcher(s_graph, MatchOptions.Default);
        var expected = Contributions(matcher, honest);
        var drives = new BadDrives(seed);
        for (var i = 0; i < 4; i++)
            matcher.Match(drives.Next().Fixes.ToArray());

        Assert.NotEmpty(expected);
        Assert.Equal(expected, Contributions(matcher, honest));
    });

    [Theory]
    [InlineData(2)]
    [InlineData(3_600)]
    public void Learn_ShortestAndLongestMessage_Contributes(int fixes)
    {
        var drive = new TestDrive(s_graph, s_roads[..4], spacingM: Math.Min(10, 890.0 / fixes)).Message(0, fixes, 0, new Hash128(1, 1)).Drive;

        Assert.NotEmpty(Contributions(new Matcher(s_graph, MatchOptions.Default), drive));
    }

    [Fact]
    public void Tally_DriveWithEveryFault_NamesEach()
    {
        var fixes = Enumerable.Range(0, 80).Select(i => new Fix(i * 1_000, TestRoads.At(10 * i, 1), 90, 10, 3)).ToArray();
        for (var i = 20; i < 30; i++)
            fixes[i] = fixes[i] with { Position = TestRoads.At(10 * i, 400 + 3 * i) };
        for (var i = 30; i < 80; i++)
            fixes[i] = fixes[i] with { TimeMs = fixes[i].TimeMs + (i >= 55 ? 900_000 : 60_000) };
        fixes[45] = fixes[45] with { Position = TestRoads.At(90_000, 0) };

        var tally = MatchTally.Of(new Matcher(s_graph, MatchOptions.Default).Match(fixes), 5);

        Assert.Equal(75, tally.Matched + tally.OffNetwork + tally.Teleported + tally.Outliers);
        Assert.InRange(tally.Matched, 55, 66);
        Assert.InRange(tally.OffNetwork + tally.Teleported, 8, 12);
        Assert.Equal(1, tally.Outliers);
        Assert.Equal(1, tally.TimeGapBreaks);
        Assert.True(tally.TeleportBreaks + tally.OffNetworkBreaks > 0);
    }

    private static void AssertTallied(MatchedDrive match, int context)
    {
        var tally = MatchTally.Of(match, context);
        Assert.Equal(match.Fixes.Count - context, tally.Matched + tally.OffNetwork + tally.Teleported + tally.Outliers);
        Assert.True(tally is { OffNetwork: >= 0, Teleported: >= 0, Outliers: >= 0 });
    }

    // A payload that does not decode would throw here.
    private static void Fold(Dictionary<GrainId, Evidence> evidence, Contribution contribution)
    {
        if (!evidence.TryGetValue(contribution.Grain, out var known))
            evidence.Add(contribution.Grain, known = new Evidence(contribution.Grain));
        Assert.True(Assert.Single(known.Fold([contribution])));
    }

    private static void AssertSound(IEnumerable<MapFeature> features)
    {
        foreach (var feature in features)
        {
            Assert.DoesNotContain("NaN", feature.GeoJson, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", feature.GeoJson, StringComparison.Ordinal);
            using var json = JsonDocument.Parse(feature.GeoJson);
            foreach (var position in json.RootElement.GetProperty("geometry").GetProperty("coordinates").EnumerateArray())
            {
                Assert.InRange(position[0].GetDouble(), -180, 180);
                Assert.InRange(position[1].GetDouble(), -90, 90);
            }
        }
    }

    private static List<string> Contributions(Matcher matcher, DriveObservation drive) =>
        [.. ContributionBuilder.Build(drive, matcher.Match(drive.Fixes.ToArray()), s_graph, new TestPseudonyms(77))
            .Select(contribution => $"{contribution.Grain} {contribution.Id} {Convert.ToHexString(contribution.Payload.Span)}")];

    private static RoadSegment Loop()
    {
        var road = TestRoads.Segment(5, 800, 860);
        return road with { Line = [road.Line[0], TestRoads.At(830, 40), road.Line[1], road.Line[0]], OsmToNodeId = road.OsmFromNodeId, LengthM = 160 };
    }

    private static void Check(int times, Action<int> property) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), property));
}
