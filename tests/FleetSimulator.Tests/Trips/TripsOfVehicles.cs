using Telemetry.Contracts.Geography;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Trips;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Tests.Trips;

public sealed class TripsOfVehicles
{
    private static readonly TripMix OnlyCommuters = new() { Commuters = 1, Errands = 0, LongDistance = 0, Taxis = 0 };

    [Fact]
    public void Commuters_FiveDays_DriveThereAndBackAboutTheSameTimeMostlyTheSameWay()
    {
        var trips = Trips(OnlyCommuters, 30, TimeSpan.FromDays(5));
        var (same, other) = (0, 0);
        foreach (var vehicle in trips.GroupBy(t => t.Vehicle))
        {
            // Monday 07:00 UTC: some have left before.
            Assert.InRange(vehicle.Count(), 8, 10);
            foreach (var way in vehicle.GroupBy(t => t.Begin.TimeOfDay.TotalHours < 11))
            {
                var minutes = way.Select(t => t.Begin.TimeOfDay.TotalMinutes).Order().ToList();
                Assert.InRange(minutes[^1] - minutes[0], 0.01, 60);
                var usual = way.GroupBy(t => string.Join(' ', t.Route)).Max(g => g.Count());
                same += usual;
                other += way.Count() - usual;
            }
        }

        Assert.InRange((double)same / (same + other), 0.75, 0.99);
    }

    [Fact]
    public void Commuters_AtTheWeekend_StayAtHome()
    {
        var saturday = Simulations.Start.AddDays(5).Date.AddHours(0);
        var fleet = Fleet.Create(Simulations.World, Simulations.Options(50) with { StartUtc = saturday, Trips = OnlyCommuters });
        Assert.Empty(fleet.AdvanceTo(saturday.AddDays(2).AddHours(1)));
        Assert.Equal(0, fleet.Frames);
        fleet.AdvanceTo(saturday.AddDays(2).AddHours(12));
        Assert.True(fleet.Frames > 1000);
    }

    [Fact]
    public void LongDistance_LeadsFartherAndOverFasterRoads()
    {
        var far = Trips(new TripMix { Commuters = 0, Errands = 0, LongDistance = 1, Taxis = 0 }, 40, TimeSpan.FromHours(3));
        var near = Trips(TripMix.OnlyTaxis, 40, TimeSpan.FromMinutes(30));
        double Away(Trip t) => RoadNetwork.Geometry.Sphere.DistanceM(t.Route[0], t.Route[^1]);
        Assert.True(far.Average(Away) > 1.3 * near.Average(Away));
    }

    [Fact]
    public void Errands_AtNight_AreNotRun()
    {
        var evening = Simulations.Start.Date.AddHours(22);
        var fleet = Fleet.Create(Simulations.World, Simulations.Options(50) with
        {
            StartUtc = evening, Trips = new TripMix { Commuters = 0, Errands = 1, LongDistance = 0, Taxis = 0 },
        });
        fleet.AdvanceTo(evening.AddHours(6));
        Assert.Equal(0, fleet.Frames);
        fleet.AdvanceTo(evening.AddHours(12));
        Assert.True(fleet.Frames > 1000);
    }

    [Fact]
    public void Sessions_BetweenTrips_AreHoursApartAndSilent()
    {
        var messages = Simulations.Run(
            Simulations.Options(30) with { Trips = new TripMix() }, TimeSpan.FromHours(6));
        foreach (var vehicle in messages.GroupBy(m => m.VehicleId))
        {
            var sessions = vehicle.GroupBy(m => m.SessionId)
                .Select(s => (Begin: s.Min(m => m.Frames[0].TimestampUtcMs), End: s.Max(m => m.Frames[^1].TimestampUtcMs))).OrderBy(s => s.Begin).ToList();
            for (var i = 1; i < sessions.Count; i++)
                Assert.True(sessions[i].Begin > sessions[i - 1].End);
        }

        Assert.True(messages.Count > 100);
    }

    [Fact]
    public void Trips_ForbiddenTurns_AreNotMade()
    {
        // Every third turn that anybody makes is forbidden; then nobody makes it.
        var free = Turns(World(null));
        TurnRestriction[] forbidden = [.. free.Where((_, i) => i % 3 == 0).Select((turn, i) => new TurnRestriction([turn.From, turn.To], i + 1, null))];
        Assert.True(forbidden.Length > 100);
        var made = Turns(World(forbidden));
        Assert.Empty(made.Intersect(forbidden.Select(f => (f.Path[0], f.Path[1]))));
        Assert.True(made.Count > 100);
    }

    private static FleetSimulator.World.SimulatedWorld World(IReadOnlyList<TurnRestriction>? forbidden) =>
        FleetSimulator.World.SimulatedWorld.Create(
            FleetSimulator.Town.GeneratedTown.Create(1), new FleetSimulator.World.WorldPerturbation(), 1, forbidden);

    private static HashSet<(DirectedSegment From, DirectedSegment To)> Turns(FleetSimulator.World.SimulatedWorld world)
    {
        var turns = new HashSet<(DirectedSegment, DirectedSegment)>();
        var fleet = Fleet.Create(world, Simulations.Options(60));
        var graph = fleet.Roads.Network.Graph;
        DirectedSegment Of(int edge) => new(graph.Segment(edge >> 1).Id, (TravelDirection)(edge & 1));
        Simulations.Watch(fleet, TimeSpan.FromMinutes(10), (_, _) =>
        {
            foreach (var vehicle in fleet.Vehicles.Where(v => v.IsDriving))
            {
                var edges = vehicle.Car.Trip.Edges;
                for (var i = 1; i < edges.Count; i++)
                    turns.Add((Of(edges[i - 1]), Of(edges[i])));
            }
        });
        return turns;
    }

    private static List<Trip> Trips(TripMix mix, int vehicles, TimeSpan time)
    {
        var routes = new Dictionary<string, IReadOnlyList<GeoPoint>>();
        var begins = new Dictionary<string, (string Vehicle, DateTimeOffset Begin)>();
        var fleet = Fleet.Create(Simulations.World, Simulations.Options(vehicles) with
        {
            Trips = mix, RouteObserver = route => routes[route.SessionId] = route.Line,
        });
        IEnumerable<FrameMessage> messages = [.. fleet.AdvanceTo(Simulations.Start + time), .. fleet.Finish()];
        foreach (var first in messages.Where(m => m.FirstOfSession))
            begins[first.SessionId] = (first.VehicleId, DateTimeOffset.FromUnixTimeMilliseconds(first.Frames[0].TimestampUtcMs));
        return [.. begins.Select(b => new Trip(b.Value.Vehicle, b.Value.Begin, routes[b.Key]))];
    }

    private sealed record Trip(string Vehicle, DateTimeOffset Begin, IReadOnlyList<GeoPoint> Route);
}
