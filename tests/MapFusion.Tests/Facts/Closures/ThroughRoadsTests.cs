using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts.Closures;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Facts.Closures;

public sealed class ThroughRoadsTests
{
    //  1 ── 2 ── 3 ── 4
    //  │         │    │      8 is a dead end
    //  5 ─────── 6 ── 7 ── 8
    private static readonly (int Node, double East, double North)[] s_nodes =
        [(1, 0, 200), (2, 200, 200), (3, 400, 200), (4, 600, 200), (5, 0, 0), (6, 400, 0), (7, 600, 0), (8, 800, 0)];

    private static readonly RoadSegment[] s_roads =
        [Road(1, 2), Road(2, 3), Road(3, 4), Road(1, 5), Road(3, 6), Road(4, 7), Road(5, 6), Road(6, 7), Road(7, 8)];

    private readonly ThroughRoads _through = new(s_roads, Box(-100, 900));

    [Theory]
    [InlineData(1, 2, "1-5 2-3 5-6")]
    [InlineData(3, 6, "")]
    [InlineData(6, 7, "3-4 4-7")]
    [InlineData(7, 8, "")]
    public void CutOffBy_ARoad_IsWhatLedToItAlone(int from, int to, string cutOff) => Assert.Equal(
        cutOff, string.Join(' ', s_roads.Where(road => _through.CutOffBy(Find(from, to)).Contains(road.Id))
            .Select(road => $"{road.OsmFromNodeId}-{road.OsmToNodeId}").Order(StringComparer.Ordinal)));

    [Fact]
    public void IsOneRow_RoadsThatNoneDivides_CutOffEachOther()
    {
        Assert.True(_through.IsOneRow(Find(1, 2), Find(5, 6)));
        Assert.False(_through.IsOneRow(Find(1, 2), Find(3, 4)));
    }

    [Fact]
    public void CutOffBy_RoadsThatLeadBeyondWhatIsKnown_AreNot() =>
        Assert.DoesNotContain(Find(1, 5).Id, new ThroughRoads(s_roads, Box(100, 900)).CutOffBy(Find(1, 2)));

    private static RoadSegment Find(int from, int to) => s_roads.Single(road => (road.OsmFromNodeId, road.OsmToNodeId) == (from, to));

    private static RoadSegment Road(int from, int to) => TestRoads.Between(s_nodes[from - 1], s_nodes[to - 1]);

    private static GeoBox Box(double west, double east) => GeoBox.Around([TestRoads.At(west, -100), TestRoads.At(east, 300)]);
}
