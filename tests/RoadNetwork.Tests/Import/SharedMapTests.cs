using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Model;
using Telemetry.TestKit;

namespace Telemetry.RoadNetwork.Tests.Import;

/// <summary>
/// Real extracts. The counts that come with them are over highway classes alone: 2,466, 11,028 and 1,002 ways are what is
/// drivable here and what access tags and areas take away; their road kilometres leave service roads out.
/// </summary>
public sealed class SharedMapTests
{
    [Theory]
    [InlineData("heidelberg_core", 2_466, 148, 3_500)]
    [InlineData("heidelberg_highways", 11_028, 1_109, 16_400)]
    [InlineData("helsinki_center", 1_002, 21, 1_000)]
    public void Import_RealMap_HasTheKnownRoads(string map, int waysByClass, double roadKm, int segments)
    {
        var roads = Import(map);

        var report = roads.Report;
        Assert.Equal(waysByClass, report.Ways + report.ClosedToCars + report.Areas);
        Assert.InRange(roads.Segments.Where(s => s.Class != RoadClass.Service).Sum(s => s.LengthM) / 1000, roadKm * 0.98, roadKm * 1.02);
        Assert.InRange(report.Segments, segments * 0.95, segments * 1.05);
        Assert.Equal(report.Segments, roads.Segments.Length);
        Assert.Equal((0, 0, 0), (report.Problems.UnreadLimits, report.Problems.ZeroLengthSegments, report.Problems.RepeatedWays));
    }

    // With a maxspeed tag are 1,072, 4,758 and 793 ways of these classes. Less those closed to cars (1, 12, 6), more those
    // that are tagged by direction only (6, 299, 0) and those with a number for a zone and no maxspeed (0, 1, 0).
    [Theory]
    [InlineData("heidelberg_core", 1_077)]
    [InlineData("heidelberg_highways", 5_046)]
    [InlineData("helsinki_center", 787)]
    public void Import_RealMap_HasTheKnownLimits(string map, int tagged) =>
        Assert.Equal(tagged, Import(map).Report.TaggedLimits);

    // Of 202, 45 and no relations type=restriction, those whose ways the extract does not hold or no car may drive are left out.
    [Theory]
    [InlineData("heidelberg_core", 188, 14, "DE")]
    [InlineData("heidelberg_highways", 0, 0, "DE")]
    [InlineData("helsinki_center", 38, 7, "FI")]
    public void Import_RealMap_HasTheKnownTurnRestrictionsAndCountry(string map, int kept, int incomplete, string country)
    {
        var roads = Import(map);

        Assert.Equal((kept, incomplete, 0), (
            roads.Report.TurnRestrictions, roads.Report.Problems.IncompleteRestrictions, roads.Report.Problems.DisconnectedRestrictions));
        Assert.Equal(country, roads.Country);
        var byId = roads.Segments.ToDictionary(segment => segment.Id);
        Assert.All(roads.TurnRestrictions, turn => Assert.All(turn.Path.Zip(turn.Path.Skip(1)), step =>
            Assert.Equal(EndOf(byId[step.First.Id], step.First.Direction), EndOf(byId[step.Second.Id], 1 - step.Second.Direction))));
    }

    // With a traffic_sign key or highway=traffic_sign are 80, 669 and 1,671 nodes; one may hold a sign for each direction.
    [Theory]
    [InlineData("heidelberg_core", 80)]
    [InlineData("heidelberg_highways", 669)]
    [InlineData("helsinki_center", 1_671)]
    public void Import_RealMap_KeepsOrCountsEverySign(string map, int nodes)
    {
        var roads = Import(map);

        Assert.InRange(roads.Report.Signs + roads.Report.Problems.LostSigns, nodes, nodes * 1.15);
        Assert.InRange(roads.Report.Problems.LostSigns, 0, nodes * 0.15);
        Assert.Equal(roads.Report.Signs, roads.Segments.Sum(segment => segment.Signs.Length));
        Assert.All(roads.Segments, segment => Assert.All(segment.Signs, sign => Assert.InRange(sign.OffsetM, 0, segment.LengthM + 0.05)));
    }

    [Fact]
    public void Import_Twice_GivesTheSameBytes() => Assert.Equal(
        OsmDrawing.Encoded(Import("heidelberg_core")), OsmDrawing.Encoded(Import("heidelberg_core")));

    [Fact]
    public void Import_RealMap_SegmentsAreSound()
    {
        foreach (var segment in Import("heidelberg_highways").Segments)
        {
            Assert.True(segment.Line.Length >= 2 && segment.LengthM > 0);
            Assert.DoesNotContain(true, segment.Line.Zip(segment.Line.Skip(1), (a, b) => a == b));
            Assert.True(segment.ForwardAllowed || segment.BackwardAllowed);
            Assert.True(segment.ForwardAllowed || segment.ForwardLimit is null);
            Assert.True(segment.BackwardAllowed || segment.BackwardLimit is null);
        }
    }

    [Fact]
    public void Import_TruncatedRealMap_NamesTheBlock()
    {
        var bytes = File.ReadAllBytes(SharedData.PathOf("osm/helsinki_center.osm.pbf"));
        foreach (var length in new[] { 3, 100, bytes.Length / 3, bytes.Length / 2, bytes.Length - 1 })
            Assert.NotNull(Assert.Throws<OsmFormatException>(() => OsmDrawing.ImportBytes(bytes[..length], "helsinki.osm.pbf")).Block);
    }

    private static long EndOf(RoadSegment segment, TravelDirection direction) =>
        direction == TravelDirection.Forward ? segment.OsmToNodeId : segment.OsmFromNodeId;

    private static ImportedRoads Import(string map)
    {
        var path = SharedData.PathOf($"osm/{map}.osm.pbf");
        return RoadImporter.Import(
            new OsmSource(path, () => File.OpenRead(path)), null, TestContext.Current.CancellationToken);
    }
}
