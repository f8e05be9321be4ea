using FsCheck;
using FsCheck.Fluent;
using Telemetry.FleetSimulator.Driving;
using Telemetry.FleetSimulator.Driving.Drivers;
using Telemetry.FleetSimulator.Driving.Traffic;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Tests.Driving;

public sealed class CarsOnTheRoad
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [Fact]
    public void Lanes_AnySeed_HoldCarsOneBehindTheOther() => ForAnyFleet(fleet =>
        Simulations.Watch(fleet, TenMinutes, (_, _) => AssertNobodyOverlaps(fleet)));

    [Theory]
    [InlineData(200)]
    [InlineData(4000)]
    public void Lanes_AnyFrameInterval_HoldCarsOneBehindTheOther(int intervalMs)
    {
        var fleet = Fleet.Create(
            Simulations.World, Simulations.Options(300) with { FrameInterval = TimeSpan.FromMilliseconds(intervalMs) });
        Assert.True(Simulations.Watch(fleet, TimeSpan.FromMinutes(5), (_, _) => AssertNobodyOverlaps(fleet)) > 10_000);
    }

    private static void AssertNobodyOverlaps(Fleet fleet)
    {
        var queues = fleet.Roads.Traffic.Queues;
        for (var lane = 0; lane < fleet.Roads.Network.Lanes.Count; lane++)
        {
            for (var car = queues.LastOn(lane); car >= 0; car = queues.Ahead(car))
            {
                var ahead = queues.Ahead(car);
                if (ahead >= 0)
                    Assert.True(queues.BackM(ahead) >= queues.AlongM(car), $"Cars {ahead} and {car} overlap on lane {lane}.");
            }
        }
    }

    [Fact]
    public void Trips_AnySeed_FollowAllowedRoadsInOnePiece() => ForAnyFleet(fleet => Simulations.Watch(fleet, TenMinutes, (_, _) =>
    {
        var graph = fleet.Roads.Network.Graph;
        foreach (var vehicle in fleet.Vehicles.Where(v => v.IsDriving))
        {
            var edges = vehicle.Car.Trip.Edges;
            Assert.All(edges, e => Assert.True(graph.IsAllowed(e)));
            for (var i = 1; i < edges.Count; i++)
            {
                Assert.Equal(graph.ToNode(edges[i - 1]), graph.FromNode(edges[i]));
                Assert.True(edges[i] != RoadGraph.Reverse(edges[i - 1]) || graph.Outgoing(graph.FromNode(edges[i])).Length == 1);
            }
        }
    }));

    [Fact]
    public void Speeds_AnySeed_ChangeNoFasterThanACarCan()
    {
        ForAnyFleet(fleet =>
        {
            var before = new Dictionary<Vehicle, (double SpeedMps, double AtM)>();
            return Simulations.Watch(fleet, TenMinutes, (_, _) =>
            {
                foreach (var vehicle in fleet.Vehicles)
                {
                    if (vehicle.IsDriving && before.TryGetValue(vehicle, out var last) && vehicle.Car.AtM >= last.AtM)
                        Assert.InRange(vehicle.Car.SpeedMps - last.SpeedMps, -CarFollowing.HardestBrakingMps2 - 1e-9, 2.5);
                    before.Remove(vehicle);
                    if (vehicle.IsDriving)
                        before[vehicle] = (vehicle.Car.SpeedMps, vehicle.Car.AtM);
                }
            });
        });
    }

    [Fact]
    public void Junctions_AnySeed_AreEnteredOnGreenOnly()
    {
        var entered = 0;
        ForAnyFleet(fleet =>
        {
            var before = new Dictionary<Vehicle, (int Edge, int Index)>();
            return Simulations.Watch(fleet, TenMinutes, (at, _) =>
            {
                var traffic = fleet.Roads.Traffic;
                foreach (var vehicle in fleet.Vehicles)
                {
                    if (vehicle.IsDriving && before.TryGetValue(vehicle, out var last) && vehicle.Car.EdgeIndex == last.Index + 1 &&
                        traffic.AtEnd(last.Edge) == Priority.Signal)
                    {
                        entered++;
                        var ms = at.ToUnixTimeMilliseconds();
                        // On green, or while it clears for who could not stop any more.
                        Assert.Contains(
                            Enumerable.Range(0, SignalPlan.ClearingMs / 1000 + 2), s => traffic.IsGreenAt(last.Edge, ms - 1000 * s));
                    }

                    before.Remove(vehicle);
                    if (vehicle.IsDriving)
                        before[vehicle] = (vehicle.Car.Edge, vehicle.Car.EdgeIndex);
                }
            });
        });
        Assert.True(entered > 100);
    }

    [Fact]
    public void Speeds_KindsOfDrivers_DifferAsTheyShould()
    {
        double Mean(DriverMix mix)
        {
            var fleet = Fleet.Create(Simulations.World, Simulations.Options(40) with { Drivers = mix, Traffic = TrafficOptions.None });
            var speeds = new List<double>();
            Simulations.Watch(fleet, TenMinutes, (_, _) =>
                speeds.AddRange(fleet.Vehicles.Where(v => v.IsDriving && v.Car.SpeedMps > 5).Select(v => v.Car.SpeedMps)));
            return speeds.Average();
        }

        static DriverMix Only(DriverKind kind) => new()
        {
            Calm = kind == DriverKind.Calm ? 1 : 0, Average = kind == DriverKind.Average ? 1 : 0,
            Brisk = kind == DriverKind.Brisk ? 1 : 0, Lorry = kind == DriverKind.Lorry ? 1 : 0,
        };

        var (calm, average, brisk) = (Mean(Only(DriverKind.Calm)), Mean(Only(DriverKind.Average)), Mean(Only(DriverKind.Brisk)));
        Assert.True(calm < average && average < brisk, $"{calm} {average} {brisk}");
        Assert.True(Mean(Only(DriverKind.Lorry)) < average);
    }

    [Fact]
    public void Speeds_InTheRushHour_AreLower()
    {
        double Mean(int hour)
        {
            var fleet = Fleet.Create(Simulations.World, Simulations.Options(40) with { StartUtc = Simulations.Start.Date.AddHours(hour) });
            var speeds = new List<double>();
            for (var s = 1; s <= 600; s++)
            {
                fleet.AdvanceTo(Simulations.Start.Date.AddHours(hour).AddSeconds(s));
                speeds.AddRange(fleet.Vehicles.Where(v => v.IsDriving && v.Car.SpeedMps > 5).Select(v => v.Car.SpeedMps));
            }

            return speeds.Average();
        }

        // Local time is an hour ahead of UTC there.
        Assert.True(Mean(16) < 0.9 * Mean(2));
    }

    // Some hundred cars on a small town are a crowd.
    private static void ForAnyFleet(Func<Fleet, int> watch) => FsCheck.Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(4),
        Prop.ForAll(ArbMap.Default.GeneratorFor<ushort>().ToArbitrary(), seed =>
        {
            var world = SimulatedWorld.Create(GeneratedTown.Create(seed), new WorldPerturbation(), seed);
            Assert.True(watch(Fleet.Create(world, Simulations.Options(300, seed))) > 10_000);
            return true;
        }));
}
