using System.Globalization;
using Telemetry.Contracts.Client;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.Sensing;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>
/// One vehicle: drives a trip, parks for a while, drives the next. Every trip is a session. All its chances come from a
/// generator of its own, so that vehicles do not depend on each other.
/// </summary>
internal sealed class Vehicle
{
    private const int ParkedFrames = 3;
    private const double SharpTurnDeg = 40;
    private const double BeforeTurnM = 3;

    private readonly TrueNetwork _network;
    private readonly TripPlanner _planner;
    private readonly TruePasses _passes;
    private readonly FleetOptions _options;
    private readonly SimulationRandom _random;
    private readonly CarMotion _car;
    private readonly FrameSensors _sensors;
    private readonly SignReader _camera;
    private readonly string _id;
    private readonly int _index;
    private readonly double _intervalS;
    private readonly long _intervalMs;
    private DriveRecorder? _recorder;
    private int _node;
    private int _trips;
    private int _parked;
    private long _nextMs;

    public Vehicle(TrueNetwork network, TripPlanner planner, TruePasses passes, SkyView sky, FleetOptions options, int index)
    {
        (_network, _planner, _passes, _options, _index) = (network, planner, passes, options, index);
        var seed = SimulationRandom.Derive(options.Seed, (ulong)index);
        _random = new SimulationRandom(seed);
        _id = seed.ToString("x16", CultureInfo.InvariantCulture);
        _intervalMs = (long)options.FrameInterval.TotalMilliseconds;
        _intervalS = _intervalMs / 1000.0;
        _car = new CarMotion(network, _random.Between(0.85, 1.10), _random.Between(1.0, 2.0), _random);
        _sensors = new FrameSensors(options.SensorErrors, _intervalS, sky, _random);
        _camera = new SignReader(network, options.SignErrors, _random);
        _node = network.Nodes[_random.Below(network.Nodes.Length)];
        // Spread over the first while, so that messages do not come in waves.
        _nextMs = options.StartUtc.ToUnixTimeMilliseconds() + (long)(_random.NextDouble() * options.StartSpread.TotalMilliseconds);
    }

    /// <summary>Frames recorded so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Drives on up to a time, and adds what is released on the way.</summary>
    public void AdvanceTo(long timeMs, List<ReleasedMessage> released)
    {
        for (; _nextMs <= timeMs; _nextMs += _recorder is null ? PauseMs() : _intervalMs)
        {
            if (_recorder is null && !TryBeginTrip())
                continue;
            DriveOneFrame();
            TakeReleased(released);
            if (_parked >= ParkedFrames)
                EndTrip(released);
        }
    }

    /// <summary>Ends the trip under way, wherever the vehicle is.</summary>
    public void Finish(List<ReleasedMessage> released)
    {
        if (_recorder is not null)
            EndTrip(released);
        _nextMs = long.MaxValue;
    }

    private long PauseMs() => (long)_random.Between(_options.PauseMin.TotalMilliseconds, _options.PauseMax.TotalMilliseconds);

    private bool TryBeginTrip()
    {
        if (!_planner.TryPlan(_node, _car.SpeedFactor, _random, _car.Trip))
        {
            // Nowhere to go from here: the car reappears elsewhere.
            _node = _network.Nodes[_random.Below(_network.Nodes.Length)];
            return false;
        }

        _car.Begin();
        _sensors.Begin(_nextMs);
        _camera.Begin();
        _passes.BeginTrip(_index);
        _parked = 0;
        // The begin is part of it: the same seed at another time is another drive.
        var session = SimulationRandom.Derive(_options.Seed ^ (ulong)_nextMs, ((ulong)_index << 32) | (uint)_trips++);
        var sessionId = session.ToString("x16", CultureInfo.InvariantCulture);
        _recorder = new DriveRecorder(_options.FleetId, _id, sessionId, _options.Recorder);
        _options.RouteObserver?.Invoke(new DrivenRoute(sessionId, _network.LineOf(_car.Trip.Edges)));
        return true;
    }

    private void DriveOneFrame()
    {
        var before = _car.AtM;
        _car.Step(_intervalS);
        while (_car.TryEnterNextEdge())
        {
            if (IsTurn(_car.Trip.Edges[_car.EdgeIndex - 1], _car.Edge))
                _recorder!.ForgetSigns(Math.Max(0, _car.Trip.StartM[_car.EdgeIndex] - before - BeforeTurnM));
        }

        var frame = _sensors.Sense(_car.Pose(), _nextMs);
        _camera.Read(_car.Trip, _car.AtM, frame);
        if (_recorder!.Record(frame))
            Frames++;
        _passes.MoveTo(_index, _car.Trip, _car.AtM);
        if (_car.HasArrived)
            _parked++;
    }

    private void EndTrip(List<ReleasedMessage> released)
    {
        _recorder!.Finish();
        TakeReleased(released);
        _recorder = null;
        _node = _network.Graph.ToNode(_car.Edge);
    }

    private void TakeReleased(List<ReleasedMessage> released)
    {
        while (_recorder!.TryTake(out var message))
            released.Add(new ReleasedMessage(_nextMs, _index, message));
    }

    // A sign holds along its road: a driver who turns sharply into a road of another name or class leaves it behind.
    private bool IsTurn(int edge, int next)
    {
        if (Sphere.AngleBetweenDeg(_network.Pieces(edge)[^1].BearingDeg, _network.Pieces(next)[0].BearingDeg) < SharpTurnDeg ||
            _network.Graph.Outgoing(_network.Graph.ToNode(edge)).Length < 2)
            return false;
        var (from, to) = (_network.Graph.Segment(RoadGraph.SegmentOf(edge)), _network.Graph.Segment(RoadGraph.SegmentOf(next)));
        return from.Name is null || from.Name != to.Name || from.Class != to.Class;
    }
}
