using Telemetry.FleetSimulator.OsmFiles;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Model;
using Telemetry.TestKit;

namespace Telemetry.FleetSimulator.Tests.OsmFiles;

public sealed class RoadMapFileTests
{
    [Fact]
    public void Write_PerturbedTown_ImportsToTheSameRoads() => AssertSame(Simulations.World.BaseMap, []);

    [Fact]
    public void Write_PerturbedCity_ImportsToTheSameRoads()
    {
        var path = SharedData.PathOf("osm/heidelberg_core.osm.pbf");
        var city = RoadImporter.Import(new OsmSource("city", () => File.OpenRead(path)), null, TestContext.Current.CancellationToken);
        var world = SimulatedWorld.Create(city, new WorldPerturbation(), 3);
        var turns = AssertSame(world.BaseMap, world.TurnRestrictions);
        Assert.InRange((double)turns / world.TurnRestrictions.Count(t => t.Condition is null), 0.9, 1);
    }

    private static int AssertSame(IReadOnlyList<RoadSegment> roads, IReadOnlyList<TurnRestriction> turns)
    {
        using var file = new MemoryStream();
        var ids = RoadMapFile.Write(file, roads, turns);
        var read = RoadImporter.Import(new OsmSource("a.osm.pbf", () => new MemoryStream(file.ToArray())), null, TestContext.Current.CancellationToken);
        var byId = read.Segments.ToDictionary(s => s.Id);
        Assert.Equal(roads.Count, byId.Count);
        Assert.All(roads, road =>
        {
            var again = byId[ids[road.Id]];
            Assert.Equal(road.Line, again.Line);
            Assert.Equal(
                (road.Class, road.IsLink, road.IsRoundabout, road.ForwardAllowed, road.BackwardAllowed, road.Name),
                (again.Class, again.IsLink, again.IsRoundabout, again.ForwardAllowed, again.BackwardAllowed, again.Name));
            Assert.Equal(Limits(road), Limits(again));
        });
        return read.TurnRestrictions.Length;
    }

    // A limit against a one-way street is nobody's.
    private static object Limits(RoadSegment road) => (
        road.ForwardAllowed ? road.ForwardLimit : null, road.BackwardAllowed ? road.BackwardLimit : null,
        string.Join(";", road.ConditionalLimits.Select(limit => limit.ToString()).Order(StringComparer.Ordinal)));
}
