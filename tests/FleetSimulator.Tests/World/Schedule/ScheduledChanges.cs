using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.World;
using Telemetry.FleetSimulator.World.Schedule;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Tests.World.Schedule;

public sealed class ScheduledChanges
{
    private static readonly DateTimeOffset Noon = Simulations.Start.AddMinutes(10);

    [Fact]
    public void Close_RoadsInUse_AreLeftAndNotEnteredAgain()
    {
        var busy = Busiest(12);
        var world = Simulations.World.With(WorldSchedule.Of(busy.Select(id => new WorldChange(Noon, id, WorldChangeKind.Close))));
        var fleet = Fleet.Create(world, Simulations.Options(150));
        var closed = busy.Select(id => fleet.Roads.Network.Graph.TryFind(id, out var i) ? i : -1).ToHashSet();
        var on = new HashSet<int>();
        var before = 0;
        Simulations.Watch(fleet, TimeSpan.FromMinutes(20), (at, _) =>
        {
            var now = fleet.Vehicles.Select((v, i) => (v, i)).Where(p => p.v.IsDriving && p.v.Car.EdgeIndex > 0 && closed.Contains(p.v.Car.Edge >> 1)).Select(p => p.i).ToHashSet();
            before += at < Noon ? now.Count : 0;
            // Whoever could not stop any more still enters; later only who was parked there is seen on it.
            if (at > Noon.AddSeconds(10))
                Assert.Subset(on, now);
            on = now;
        });
        Assert.True(before > 100);
        Assert.True(fleet.OnTheRoad > 50);
    }

    [Fact]
    public void Open_ARoad_IsDrivenFromThenOnAndMissingOnTheMap()
    {
        var busy = Busiest(12);
        var world = Simulations.World.With(WorldSchedule.Of(busy.Select(id => new WorldChange(Noon, id, WorldChangeKind.Open))));
        Assert.DoesNotContain(world.BaseMap, s => busy.Contains(s.Id));
        Assert.Equal(busy.ToHashSet(), world.Differences.Where(d => d.Kind == DifferenceKind.Missing).Select(d => d.Segment).ToHashSet());
        var fleet = Fleet.Create(world, Simulations.Options(150));
        int Passed() => busy.Sum(id => fleet.Passes.Passes(id, TravelDirection.Forward) + fleet.Passes.Passes(id, TravelDirection.Backward));
        fleet.AdvanceTo(Noon);
        Assert.Equal(0, Passed());
        fleet.AdvanceTo(Noon.AddMinutes(25));
        Assert.True(Passed() > 0);
    }

    [Fact]
    public void Limit_Changes_AreFollowedBySignsSpeedsAndTruth()
    {
        var road = Simulations.World.Truth.First(s => s.ForwardLimit == SpeedLimit.Kmh(50) && s.LengthM > 100);
        var world = Simulations.World.With(WorldSchedule.Of(
        [
            new WorldChange(Noon, road.Id, WorldChangeKind.Limit, TravelDirection.Forward, SpeedLimit.Kmh(20)),
            new WorldChange(Noon.AddMinutes(5), road.Id, WorldChangeKind.Limit, null, SpeedLimit.Kmh(70)),
        ]));
        var fleet = Fleet.Create(world, Simulations.Options());
        foreach (var (at, limit) in new[] { (Noon.AddSeconds(-5), 50), (Noon, 20), (Noon.AddMinutes(5), 70) })
        {
            fleet.AdvanceTo(at);
            fleet.Roads.Network.Graph.TryFind(road.Id, out var segment);
            var edge = RoadGraph.EdgeOf(segment, TravelDirection.Forward);
            Assert.Equal(limit / 3.6, fleet.Roads.Limits.On(edge).Mps, 1e-3);
            Assert.Equal(SpeedLimit.Kmh(limit), Assert.Single(world.Limits.At(road.Id, TravelDirection.Forward, at)).Limit);
            Assert.All(
                fleet.Signs.Where(s => s.Segment == road.Id && s.Direction == TravelDirection.Forward && s.Conditions.Count == 0 && s.ValueText != ""),
                s => Assert.Contains($"{limit}", new[] { s.ValueText, s.Type.ToString().EndsWith("End", StringComparison.Ordinal) ? $"{limit}" : "" }));
            if (limit != 50)
                Assert.Contains(fleet.Signs, s => s.Segment == road.Id && s.ValueText == $"{limit}");
        }

        Assert.Equal(3, world.Limits.All().Count(l => l.Segment == road.Id && l.Direction == TravelDirection.Forward && l.Condition is null));
    }

    [Fact]
    public void Run_ScheduleAndTraffic_GivesTheSameBytesInWhateverSteps()
    {
        var changes = new RandomChanges { Limits = 20, Closing = 20, Opening = 5 };
        var world = Simulations.World.With(changes.Draw(Simulations.World.Truth, Simulations.Start, TimeSpan.FromMinutes(10), 1));
        string Text(double stepS) => string.Join('\n', Simulations.Run(
            Fleet.Create(world, Simulations.Options(60)), TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(stepS)));
        Assert.Equal(Text(900), Text(0.5));
    }

    [Fact]
    public void With_UnknownRoadOrSecondSchedule_Throws()
    {
        Assert.Throws<ArgumentException>(() => Simulations.World.With(WorldSchedule.Of(
            [new WorldChange(Noon, new(1), WorldChangeKind.Close)])));
        var world = Simulations.World.With(WorldSchedule.Of([new WorldChange(Noon, Simulations.World.Truth[0].Id, WorldChangeKind.Close)]));
        Assert.Throws<InvalidOperationException>(() => world.With(WorldSchedule.None));
        Assert.Throws<ArgumentException>(() => WorldSchedule.Of(
            [new WorldChange(Noon, Simulations.World.Truth[0].Id, WorldChangeKind.Limit)]));
    }

    // Roads that many drive along, and without which one still gets everywhere.
    private static List<Contracts.Identity.SegmentId> Busiest(int count)
    {
        var fleet = Fleet.Create(Simulations.World, Simulations.Options(150));
        fleet.AdvanceTo(Noon.AddMinutes(10));
        return [.. Simulations.World.Truth.OrderByDescending(s => fleet.Passes.Passes(s.Id, TravelDirection.Forward)).ThenBy(s => s.Id)
            .Take(count).Select(s => s.Id)];
    }
}
