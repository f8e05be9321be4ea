using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Driving;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.World;

namespace Telemetry.FleetSimulator;

/// <summary>
/// Vehicles that drive about a true world and send what their sensors make of it. Runs in event time, as far as it is
/// asked to. The same world and options give the same messages in the same order, byte for byte, in whatever steps time is
/// advanced. Not thread-safe.
/// </summary>
/// <remarks>
/// Everybody on the road moves at the same moments, a frame interval apart, in order of vehicle; whoever stands at the
/// roadside waits in a queue for the moment to set out and costs nothing until then.
/// </remarks>
public sealed class Fleet
{
    private readonly FleetRoads _roads;
    private readonly Vehicle[] _vehicles;
    private readonly List<ReleasedMessage> _released = [];
    private readonly PriorityQueue<int, (long Tick, int Vehicle)> _asleep = new();
    private readonly List<int> _awake = [];
    private readonly long _startMs;
    private readonly long _intervalMs;
    private readonly int _stepsPerFrame;
    private long _tick;
    private long _timeMs;
    private bool _isFinished;

    private Fleet(FleetRoads roads, Vehicle[] vehicles, FleetOptions options)
    {
        (_roads, _vehicles) = (roads, vehicles);
        _startMs = _timeMs = options.StartUtc.ToUnixTimeMilliseconds();
        _intervalMs = (long)options.FrameInterval.TotalMilliseconds;
        _stepsPerFrame = Vehicle.StepsPerFrame(options);
        for (var i = 0; i < vehicles.Length; i++)
            PutToSleep(i);
    }

    /// <summary>
    /// Frames recorded so far, released or not; those that a message repeats as context count once. A drive that is ended
    /// after a single frame is never sent.
    /// </summary>
    public long Frames => _vehicles.Sum(vehicle => vehicle.Frames);

    /// <summary>The event time reached.</summary>
    public DateTimeOffset Time => DateTimeOffset.FromUnixTimeMilliseconds(_timeMs);

    /// <summary>What was truly driven; for the comparison only.</summary>
    public TruePasses Passes => _roads.Passes;

    /// <summary>Vehicles with a trip under way.</summary>
    public int OnTheRoad => _vehicles.Count(vehicle => vehicle.IsDriving);

    /// <summary>The signs as they stand at the time reached; for evaluation only.</summary>
    public IEnumerable<PlacedSign> Signs => _roads.Signs.All();

    /// <summary>The vehicles; for tests.</summary>
    internal IReadOnlyList<Vehicle> Vehicles => _vehicles;

    /// <summary>The roads that they share; for tests.</summary>
    internal FleetRoads Roads => _roads;

    /// <summary>Puts vehicles on the true roads of a world.</summary>
    /// <exception cref="ArgumentException">An option is outside its range, or the world has no two places joined both ways.</exception>
    public static Fleet Create(SimulatedWorld world, FleetOptions options)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var roads = new FleetRoads(world, options);
        var vehicles = new Vehicle[options.Vehicles];
        for (var i = 0; i < vehicles.Length; i++)
            vehicles[i] = new Vehicle(roads, options, i);
        return new Fleet(roads, vehicles, options);
    }

    /// <summary>
    /// Lets event time pass and returns the messages released until then, by time of release, then vehicle. A time that
    /// has passed already gives none.
    /// </summary>
    public IReadOnlyList<FrameMessage> AdvanceTo(DateTimeOffset eventTime)
    {
        _timeMs = Math.Max(_timeMs, eventTime.ToUnixTimeMilliseconds());
        while (!_isFinished && TryNextTick())
            Advance(_startMs + _tick * _intervalMs);
        return TakeReleased();
    }

    /// <summary>Ends every trip where it is, and returns the tails. Nothing is released afterwards.</summary>
    public IReadOnlyList<FrameMessage> Finish()
    {
        foreach (var vehicle in _awake)
            _vehicles[vehicle].Finish(_timeMs, _released);
        _awake.Clear();
        _isFinished = true;
        return TakeReleased();
    }

    // Where nobody drives, time leaps to the moment at which somebody sets out.
    private bool TryNextTick()
    {
        var next = _tick + 1;
        if (_awake.Count == 0)
        {
            if (!_asleep.TryPeek(out _, out var first))
                return false;
            next = Math.Max(next, first.Tick);
        }

        if (_startMs + next * _intervalMs > _timeMs)
            return false;
        _tick = next;
        return true;
    }

    private void Advance(long timeMs)
    {
        if (_roads.MoveTo(timeMs))
        {
            foreach (var vehicle in _awake)
                _vehicles[vehicle].AvoidClosedRoads();
        }

        while (_asleep.TryPeek(out var vehicle, out var at) && at.Tick <= _tick)
        {
            _asleep.Dequeue();
            _awake.Insert(~_awake.BinarySearch(vehicle), vehicle);
        }

        // Long intervals are driven in steps that all make together.
        for (var step = 1; step < _stepsPerFrame; step++)
        {
            foreach (var vehicle in _awake)
                _vehicles[vehicle].Step();
        }

        var kept = 0;
        for (var i = 0; i < _awake.Count; i++)
        {
            var vehicle = _awake[i];
            if (_vehicles[vehicle].Advance(timeMs, _released))
                _awake[kept++] = vehicle;
            else
                PutToSleep(vehicle);
        }

        _awake.RemoveRange(kept, _awake.Count - kept);
    }

    private void PutToSleep(int vehicle)
    {
        var wait = _vehicles[vehicle].WakesAtMs - _startMs;
        _asleep.Enqueue(vehicle, (Math.Max(_tick + 1, (wait + _intervalMs - 1) / _intervalMs), vehicle));
    }

    private FrameMessage[] TakeReleased()
    {
        var messages = new FrameMessage[_released.Count];
        for (var i = 0; i < messages.Length; i++)
            messages[i] = _released[i].Message;
        _released.Clear();
        return messages;
    }
}
