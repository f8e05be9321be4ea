using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Driving.Traffic;
using Telemetry.FleetSimulator.Sensing;
using Telemetry.FleetSimulator.Trips;
using Telemetry.FleetSimulator.World;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>What all vehicles of a fleet share: the roads, what holds on them, and who is on them.</summary>
internal sealed class FleetRoads
{
    /// <exception cref="ArgumentException">The world has no two places joined both ways.</exception>
    public FleetRoads(SimulatedWorld world, FleetOptions options)
    {
        Network = new TrueNetwork(world.Truth, world.TurnRestrictions);
        if (Network.Nodes.Length < 2)
            throw new ArgumentException("The world has no two places that can be reached from each other.", nameof(world));
        UtcOffset = world.UtcOffset;
        Limits = new RoadRules(Network, world);
        Limits.MoveTo(options.StartUtc.ToUnixTimeMilliseconds());
        Signs = new RoadSigns(Network, Limits, options.Seed);
        Traffic = new RoadTraffic(Network, Limits, options.Traffic, options.Vehicles, options.Seed);
        Routes = new RouteFinder(Network, Limits);
        Itineraries = new ItineraryDraw(new PlaceFinder(Network, Limits), Routes, options, world.UtcOffset);
        Sky = new SkyView(options.Seed);
        Passes = new TruePasses(Network.Graph, options.Vehicles);
    }

    /// <summary>Local time against UTC.</summary>
    public TimeSpan UtcOffset { get; }

    public TrueNetwork Network { get; }

    public RoadRules Limits { get; }

    public RoadSigns Signs { get; }

    public RoadTraffic Traffic { get; }

    public RouteFinder Routes { get; }

    public SkyView Sky { get; }

    public ItineraryDraw Itineraries { get; }

    public TruePasses Passes { get; }

    /// <summary>Goes on to a moment. True where a road closed.</summary>
    public bool MoveTo(long timeMs)
    {
        Traffic.MoveTo(timeMs, UtcOffset);
        if (!Limits.MoveTo(timeMs))
            return false;
        Signs.Replace(Limits.Changed);
        return Limits.Changed.Any(Limits.IsClosed);
    }
}
