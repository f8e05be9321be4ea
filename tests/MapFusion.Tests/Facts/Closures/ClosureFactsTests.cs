using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Facts.Closures;

public sealed class ClosureFactsTests
{
    // The first day of an epoch, and the day of the epoch from which on roads lie quiet.
    private const int Day = 714 * 28;
    private const int Closed = 12;
    private const int Days = 26;
    private const int Many = 12;

    //  1 ── 2 ── 3 ── 4 ── 5
    //  │    │         │    │
    //  6 ── 7 ─────── 8 ── 9
    private static readonly (int Node, double East, double North)[] s_nodes =
    [
        (1, 0, 200), (2, 200, 200), (3, 400, 200), (4, 580, 200), (5, 800, 200), (6, 0, 0), (7, 200, 0), (8, 580, 0), (9, 800, 0),
    ];

    private static readonly RoadSegment[] s_roads =
    [
        Road(1, 2), Road(2, 3), Road(3, 4), Road(4, 5), Road(1, 6), Road(2, 7), Road(4, 8), Road(5, 9), Road(6, 7), Road(7, 8), Road(8, 9),
    ];

    [Fact]
    public void DeriveClosures_TrafficAsEver_FindsNothing() => Assert.Empty(Closures((_, _) => Many));

    [Fact]
    public void DeriveClosures_RoadNoLongerDrivenBetweenBusyOnes_IsClosed()
    {
        var closure = Assert.Single(Closures((road, day) => Is(road, 7, 8) && day >= Closed ? 0 : Many));

        Assert.Equal(Road(7, 8).Id.ToString(), closure.Id);
        Assert.Contains("\"since\":\"2024-10-08\"", closure.GeoJson, StringComparison.Ordinal);
    }

    [Fact]
    public void DeriveClosures_ARowThatNoRoadDivides_IsClosedAsAWhole() => Assert.Equal(
        new[] { Road(2, 3), Road(3, 4) }.Select(road => road.Id.ToString()).Order(StringComparer.Ordinal),
        Closures((road, day) => (Is(road, 2, 3) || Is(road, 3, 4)) && day >= Closed ? 0 : Many).Select(closure => closure.Id));

    [Fact]
    public void DeriveClosures_RoadsThatAnotherLedTo_AreNotClosed()
    {
        // Half of what came along 7-8 came from 2-7.
        var closure = Assert.Single(Closures((road, day) =>
            Is(road, 7, 8) ? day < Closed ? Many : 0 : Is(road, 2, 7) ? day < Closed ? Many / 2 : 0 : Many));

        Assert.Equal(Road(7, 8).Id.ToString(), closure.Id);
    }

    [Fact]
    public void DeriveClosures_RoadThatLostItsTrafficBefore_IsNotClosed() => Assert.Empty(
        Closures((road, day) => !Is(road, 7, 8) ? Many : day < Closed ? Many : day < Closed + 6 ? 1 : 0));

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void DeriveClosures_VehiclesOnAClosedRoad_OpenItFromTheQuorumOn(int vehicles, bool isClosed) => Assert.Equal(
        isClosed, Closures((road, day) => Is(road, 7, 8) ? day < Closed ? Many : day == Days - 1 ? vehicles : 0 : Many).Any());

    private static List<MapFeature> Closures(Func<RoadSegment, int, int> vehiclesOn)
    {
        var evidence = s_roads.Select(road => (road, TrafficOn(road, day => vehiclesOn(road, day)))).ToArray();
        return
        [
            .. s_roads.Select(road => CellGrid.Evidence.CellOf(TestRoads.At(
                    (East(road.OsmFromNodeId) + East(road.OsmToNodeId)) / 2, (North(road.OsmFromNodeId) + North(road.OsmToNodeId)) / 2)))
                .Distinct().SelectMany(cell => CellFacts.DeriveClosures(cell, evidence, FusionOptions.Default))
                .OrderBy(closure => closure.Id, StringComparer.Ordinal),
        ];
    }

    // Every day other vehicles.
    private static GrainState? TrafficOn(RoadSegment segment, Func<int, int> vehicles)
    {
        var passes = new RandomPasses(segment, 4);
        var evidence = new Evidence(GrainId.Of(segment.Id));
        var length = (int)SegmentGrid.ToDm(segment.LengthM);
        evidence.Fold([.. Enumerable.Range(0, Days).SelectMany(day => Enumerable.Range(0, vehicles(day)).Select(vehicle =>
            passes.Wrap((Day + day) * 24, new SegmentPass
            {
                Direction = TravelDirection.Forward, CrossesEnd = true, Grid = SegmentGrid.Of(segment.LengthM),
                Vehicle = (ulong)(day * 100 + vehicle), Fleet = 1, FromDm = 0, ToDm = length, SpeedCmps = 0, Votes = [],
            })))]);
        var state = evidence.Open();
        evidence.Add(state, state.PartsToDerive());
        return state;
    }

    private static bool Is(RoadSegment road, int from, int to) => (road.OsmFromNodeId, road.OsmToNodeId) == (from, to);

    private static double East(long node) => s_nodes[node - 1].East;

    private static double North(long node) => s_nodes[node - 1].North;

    private static RoadSegment Road(int from, int to) => TestRoads.Between(s_nodes[from - 1], s_nodes[to - 1]);
}
