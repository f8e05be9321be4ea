using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Driving;
using Telemetry.FleetSimulator.Sensing;
using Telemetry.FleetSimulator.World;

namespace Telemetry.FleetSimulator;

/// <summary>
/// Vehicles that drive about a true world and send what their sensors make of it. Runs in event time, as far as it is
/// asked to. The same world and options give the same messages in the same order, byte for byte, in whatever steps time is
/// advanced. Not thread-safe.
/// </summary>
public sealed class Fleet
{
    private readonly Vehicle[] _vehicles;
    private readonly List<ReleasedMessage> _released = [];
    private long _timeMs;

    private Fleet(Vehicle[] vehicles, TruePasses passes, DateTimeOffset start) =>
        (_vehicles, Passes, _timeMs) = (vehicles, passes, start.ToUnixTimeMilliseconds());

    /// <summary>
    /// Frames recorded so far, released or not; those that a message repeats as context count once. A drive that is ended
    /// after a single frame is never sent.
    /// </summary>
    public long Frames => _vehicles.Sum(vehicle => vehicle.Frames);

    /// <summary>The event time reached.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds(_timeMs);

    /// <summary>What was truly driven; for the comparison only.</summary>
    public TruePasses Passes { get; }

    /// <summary>Puts vehicles on the true roads of a world.</summary>
    /// <exception cref="ArgumentException">An option is outside its range, or the world has no two places joined both ways.</exception>
    public static Fleet Create(SimulatedWorld world, FleetOptions options)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var network = new TrueNetwork(world.Truth, options.Seed);
        if (network.Nodes.Length < 2)
            throw new ArgumentException("The world has no two places that can be reached from each other.", nameof(world));
        var planner = new TripPlanner(network);
        var passes = new TruePasses(network.Graph, options.Vehicles);
        var sky = new SkyView(options.Seed);
        var vehicles = new Vehicle[options.Vehicles];
        for (var i = 0; i < vehicles.Length; i++)
            vehicles[i] = new Vehicle(network, planner, passes, sky, options, i);
        return new Fleet(vehicles, passes, options.StartUtc);
    }

    /// <summary>
    /// Lets event time pass and returns the messages released until then, by time of release, then vehicle. A time that
    /// has passed already gives none.
    /// </summary>
    public IReadOnlyList<FrameMessage> AdvanceTo(DateTimeOffset eventTime)
    {
        _timeMs = Math.Max(_timeMs, eventTime.ToUnixTimeMilliseconds());
        foreach (var vehicle in _vehicles)
            vehicle.AdvanceTo(_timeMs, _released);
        return TakeReleased();
    }

    /// <summary>Ends every trip where it is, and returns the tails. Nothing is released afterwards.</summary>
    public IReadOnlyList<FrameMessage> Finish()
    {
        foreach (var vehicle in _vehicles)
            vehicle.Finish(_released);
        return TakeReleased();
    }

    private FrameMessage[] TakeReleased()
    {
        // A stable order: one vehicle's messages of one instant stay in theirs.
        var messages = _released.OrderBy(r => r.TimeMs).ThenBy(r => r.Vehicle).Select(r => r.Message).ToArray();
        _released.Clear();
        return messages;
    }
}
