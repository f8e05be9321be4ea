using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Evaluation.Inputs;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;
using Telemetry.TestKit;

namespace Telemetry.Evaluation.Tests;

/// <summary>A message's match depends on the message and on the roads within reach, and on nothing else.</summary>
public sealed class MatchingIndependenceTests
{
    private const int FixesPerMessage = 120;

    [Theory]
    [InlineData("matching/heidelberg_points_1s.csv.gz", 8)]
    [InlineData("matching/heidelberg_points_5s.csv.gz", 30)]
    public void Match_OnlyCellsWithinReach_EqualsTheWholeMap(string points, int drives)
    {
        var segments = Segments();
        var whole = RoadGraph.Build(segments);
        var cells = ByCell(segments);
        var matcher = new Matcher(whole, MatchOptions.Default);
        var smallest = int.MaxValue;
        foreach (var message in Messages(points, drives))
        {
            var part = RoadGraph.Build(MatchReach.Cells(message).Where(cells.ContainsKey).SelectMany(cell => cells[cell]));
            smallest = Math.Min(smallest, part.SegmentCount);
            Assert.Equal(
                Written(whole, matcher.Match(message)), Written(part, new Matcher(part, MatchOptions.Default).Match(message)));
        }

        Assert.True(smallest < whole.SegmentCount, "The parts must be smaller than the whole for the test to say anything.");
    }

    [Fact]
    public void Match_AnyOrderOfMessagesAndSegments_GivesTheSame()
    {
        var segments = Segments();
        var graph = RoadGraph.Build(segments);
        var shuffled = RoadGraph.Build(segments.Reverse());
        var messages = Messages("matching/heidelberg_points_1s.csv.gz", 20).ToList();
        Matcher one = new(graph, MatchOptions.Default), other = new(shuffled, MatchOptions.Default);
        var forwards = messages.Select(message => Written(graph, one.Match(message))).ToList();
        var backwards = Enumerable.Reverse(messages).Select(message => Written(shuffled, other.Match(message))).Reverse().ToList();
        Assert.Equal(forwards, backwards);
    }

    private static IReadOnlyList<RoadSegment> Segments() => NetworkReader.Read(
        SharedData.PathOf("osm/heidelberg_highways.osm.pbf"), TestContext.Current.CancellationToken);

    private static IEnumerable<Fix[]> Messages(string points, int drives) =>
        DriveReader.Read(SharedData.PathOf(points)).Take(drives).SelectMany(drive => drive.Fixes.Chunk(FixesPerMessage));

    private static Dictionary<CellId, List<RoadSegment>> ByCell(IReadOnlyList<RoadSegment> segments)
    {
        var cells = new Dictionary<CellId, List<RoadSegment>>();
        foreach (var segment in segments)
        {
            for (var i = 1; i < segment.Line.Length; i++)
            {
                foreach (var cell in CellGrid.BaseMap.CellsIn(GeoBox.Around([segment.Line[i - 1], segment.Line[i]])))
                {
                    if (!cells.TryGetValue(cell, out var held))
                        cells.Add(cell, held = []);
                    held.Add(segment);
                }
            }
        }

        return cells;
    }

    private static string Written(RoadGraph graph, MatchedDrive drive)
    {
        SegmentId Name(int segment) => graph[segment].Id;
        var stretches = drive.Stretches.Select(stretch => FormattableString.Invariant(
            $"{stretch.FirstFix}-{stretch.LastFix}: {string.Join(' ', stretch.Pieces.Select(p => FormattableString.Invariant($"{Name(p.SegmentIndex)} {p.Direction} {p.FromM:R} {p.ToM:R}")))}"));
        return string.Join('\n', [.. stretches, string.Join(' ', drive.Breaks), string.Join(' ', drive.Fixes)]);
    }
}
