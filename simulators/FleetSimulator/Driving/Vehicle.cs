using System.Globalization;
using Telemetry.Contracts.Client;
using Telemetry.FleetSimulator.Driving.Drivers;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.Sensing;
using Telemetry.FleetSimulator.Trips;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>
/// One vehicle: stands at the roadside, drives a trip, parks again. Every trip is a session. All its chances come from a generator of
/// its own; others touch it on the road only.
/// </summary>
internal sealed class Vehicle
{
    private const int ParkedFrames = 3;
    private const double BeforeTurnM = 3;
    private const double LongestStepS = 1;

    // Where traffic has locked itself up, somebody parks.
    private const double GivesUpS = 240;

    private readonly FleetRoads _roads;
    private readonly FleetOptions _options;
    private readonly IItinerary _itinerary;
    private readonly Driver _driver;
    private readonly CarMotion _car;
    private readonly FrameSensors _sensors;
    private readonly SignReader _camera;
    private readonly string _id;
    private readonly int _index;
    private readonly double _stepS;
    private DriveRecorder? _recorder;
    private string _session = "";
    private RoadPlace _place;
    private bool _isPlanned;
    private int _trips;
    private int _parked;
    private int _framedEdge;
    private double _framedM;

    public Vehicle(FleetRoads roads, FleetOptions options, int index)
    {
        (_roads, _options, _index) = (roads, options, index);
        var seed = SimulationRandom.Derive(options.Seed, (ulong)index);
        // A generator each: what one part draws changes nothing for the others.
        var random = new SimulationRandom(seed);
        _id = seed.ToString("x16", CultureInfo.InvariantCulture);
        var intervalS = options.FrameInterval.TotalSeconds;
        _stepS = intervalS / StepsPerFrame(options);
        _driver = Driver.Draw(options.Drivers, random);
        _car = new CarMotion(roads.Traffic, index, _driver, Own(1));
        _sensors = new FrameSensors(options.SensorErrors, intervalS, roads.Sky, Own(2));
        _camera = new SignReader(roads.Network, roads.Signs, options.SignErrors, intervalS, Own(3));
        _itinerary = roads.Itineraries.Draw(random);
        _place = _itinerary.Home;
        WakesAtMs = _itinerary.FirstDepartureMs;
        SimulationRandom Own(ulong part) => new(SimulationRandom.Derive(seed, part));
    }

    /// <summary>Steps of at most a second in which cars move from one frame to the next.</summary>
    public static int StepsPerFrame(FleetOptions options) => (int)Math.Ceiling(options.FrameInterval.TotalSeconds / LongestStepS);

    /// <summary>Frames recorded so far.</summary>
    public long Frames { get; private set; }

    /// <summary>When it sets out, while it stands at the roadside.</summary>
    public long WakesAtMs { get; private set; }

    /// <summary>The car on the road; for tests.</summary>
    public CarMotion Car => _car;

    /// <summary>True while a trip is under way.</summary>
    public bool IsDriving => _recorder is not null;

    /// <summary>Drives on by a step without a frame.</summary>
    public void Step()
    {
        if (_recorder is not null)
            _car.Step(_stepS);
    }

    /// <summary>Drives on by the last step to a frame, up to a moment, and adds what is released. False where it parked: it sleeps then.</summary>
    public bool Advance(long timeMs, List<ReleasedMessage> released)
    {
        if (_recorder is null && !TryBeginTrip(timeMs))
            return _isPlanned;
        DriveOneFrame(timeMs);
        TakeReleased(timeMs, released);
        if (_parked < ParkedFrames && _car.BlockedS < GivesUpS)
            return true;
        EndTrip(timeMs, released);
        WakesAtMs = _itinerary.NextDepartureMs(timeMs);
        return false;
    }

    /// <summary>Ends the trip under way, wherever the vehicle is.</summary>
    public void Finish(long timeMs, List<ReleasedMessage> released)
    {
        if (_recorder is not null)
            EndTrip(timeMs, released);
    }

    /// <summary>Roads closed: takes another way where the trip leads over one of them, or gives up in front of it.</summary>
    public void AvoidClosedRoads()
    {
        if (_recorder is null)
        {
            _isPlanned = false;
            return;
        }

        var kept = _car.CommittedEdges;
        var closed = _car.Trip.Edges.FindIndex(kept, _roads.Limits.IsClosed);
        if (closed < 0)
            return;
        if (!_roads.Routes.TryFindAgain(_car.Trip, kept, _itinerary.Taste))
            _car.Trip.EndBefore(closed, _roads.Network.Graph);
        _car.Reroute();
        _camera.Reroute(_car.EdgeIndex);
        TellRoute();
    }

    private bool TryBeginTrip(long timeMs)
    {
        if (!_isPlanned && !TryPlan(timeMs))
            return false;
        if (!_car.TryBegin(_stepS))
            return false;
        _isPlanned = false;
        _sensors.Begin(timeMs);
        _camera.Begin(_car.Trip);
        _roads.Passes.BeginTrip(_index);
        (_parked, _framedEdge, _framedM) = (0, 0, _car.AtM);
        // The begin is part of it: the same seed at another time is another drive.
        var session = SimulationRandom.Derive(_options.Seed ^ (ulong)timeMs, ((ulong)_index << 32) | (uint)_trips++);
        _session = session.ToString("x16", CultureInfo.InvariantCulture);
        _recorder = new DriveRecorder(_options.FleetId, _id, _session, _options.Recorder);
        TellRoute();
        return true;
    }

    private bool TryPlan(long timeMs)
    {
        if (!_itinerary.TryPlan(_place, _car.Trip))
        {
            // Nowhere to go from here: the car reappears where it stood at first.
            _place = _itinerary.Home;
            WakesAtMs = _itinerary.NextDepartureMs(timeMs);
            return false;
        }

        SpeedPlan.Fill(_roads.Network, _car.Trip, _driver.BrakingMps2);
        return _isPlanned = true;
    }

    private void TellRoute() =>
        _options.RouteObserver?.Invoke(new DrivenRoute(_session, _roads.Network.LineOf(_car.Trip.Edges)));

    private void DriveOneFrame(long timeMs)
    {
        _car.Step(_stepS);
        if (_car.EdgeIndex > _framedEdge)
            EnterEdges();
        _framedM = _car.AtM;

        var frame = _sensors.Sense(_car.Pose(), timeMs);
        _camera.Read(_car.Trip, _car.AtM, _car.SpeedMps, timeMs, frame);
        if (_recorder!.Record(frame))
            Frames++;
        if (_car.HasArrived)
            _parked++;
    }

    private void EnterEdges()
    {
        _roads.Passes.MoveTo(_index, _car.Trip, _car.AtM);
        for (_framedEdge++; _framedEdge <= _car.EdgeIndex; _framedEdge++)
        {
            if (_roads.Network.IsTurnOff(_car.Trip.Edges[_framedEdge - 1], _car.Trip.Edges[_framedEdge]))
                _recorder!.ForgetSigns(Math.Max(0, _car.Trip.StartM[_framedEdge] - _framedM - BeforeTurnM));
        }

        _framedEdge = _car.EdgeIndex;
    }

    private void EndTrip(long timeMs, List<ReleasedMessage> released)
    {
        _recorder!.Finish();
        TakeReleased(timeMs, released);
        _recorder = null;
        _roads.Passes.MoveTo(_index, _car.Trip, _car.AtM);
        _place = new RoadPlace(_car.Edge, _car.AtM - _car.Trip.StartM[_car.EdgeIndex]);
        _car.End();
    }

    private void TakeReleased(long timeMs, List<ReleasedMessage> released)
    {
        while (_recorder!.TryTake(out var message))
            released.Add(new ReleasedMessage(timeMs, _index, message));
    }
}
