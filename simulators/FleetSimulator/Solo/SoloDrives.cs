using System.Globalization;
using System.Runtime.InteropServices;
using Telemetry.Contracts.Client;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Driving;
using Telemetry.FleetSimulator.Driving.Drivers;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.Sensing;
using Telemetry.FleetSimulator.Trips;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Solo;

/// <summary>
/// Drives through a true world one after the other, each by another vehicle with a driver, sensors and a camera of its own, and nobody
/// else on the road. Follows from world, options and the moments asked for alone. Not thread-safe.
/// </summary>
/// <remarks>
/// A trip begins beside a random road and leads by way of random roads to another, drawn alike from all directed roads that can be driven:
/// that reaches small roads, too, which fastest ways across a town hardly ever take. The world is for a whole trip as it is when the trip
/// begins.
/// </remarks>
public sealed class SoloDrives
{
    private const int ParkedFrames = 3;
    private const int MostFrames = 3 * 3600;
    private const int Attempts = 20;
    private const double GuessSpread = 0.6;
    private const int NearDraws = 100;
    private const double BeforeTurnM = 3;

    private readonly FleetOptions _options;
    private readonly FleetRoads _roads;
    private readonly PlaceFinder _places;
    private readonly int[] _drivable;
    private readonly int _viaRoads;
    private readonly double _legM;
    private long _newestMs = long.MinValue;
    private int _number;

    /// <param name="world">Where they drive.</param>
    /// <param name="options">
    /// Seed, errors, drivers, traffic and messages are taken from it; vehicles, trips and pauses are not looked at.
    /// </param>
    /// <param name="viaRoads">How many random roads a trip leads by way of, 0 or more.</param>
    /// <param name="legM">How far from one to the next, as the crow flies, where there is one so near; infinite for anywhere.</param>
    /// <exception cref="ArgumentException">An option is outside its range, or the world has no two places joined both ways.</exception>
    public SoloDrives(SimulatedWorld world, FleetOptions options, int viaRoads = 1, double legM = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(viaRoads);
        _options = options with { Vehicles = 1 };
        _options.Validate();
        (_viaRoads, _legM) = (viaRoads, legM);
        _roads = new FleetRoads(world, _options);
        _places = new PlaceFinder(_roads.Network, _roads.Limits);
        _drivable = [.. Enumerable.Range(0, Graph.EdgeCount).Where(edge => double.IsFinite(_roads.Network.TimeS(edge)))];
    }

    /// <summary>The true graph, forbidden turns included, that the edges of drives are of.</summary>
    public RoadGraph Graph => _roads.Network.Graph;

    /// <summary>The directed edges that may be driven and can be reached from everywhere.</summary>
    public IReadOnlyList<int> Drivable => _drivable;

    /// <summary>The signs as they stand at the time reached.</summary>
    public IEnumerable<PlacedSign> Signs => _roads.Signs.All();

    /// <summary>The next drive.</summary>
    /// <param name="begin">When it sets out; not before the drive before.</param>
    /// <returns>The drive; null where no way was found in some attempts, which uses up its number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is before the drive before.</exception>
    public SoloDrive? Next(DateTimeOffset begin)
    {
        var beginMs = begin.ToUnixTimeMilliseconds();
        ArgumentOutOfRangeException.ThrowIfLessThan(beginMs, _newestMs, nameof(begin));
        _newestMs = beginMs;
        _roads.MoveTo(beginMs);
        var number = _number++;
        var seed = SimulationRandom.Derive(_options.Seed, (ulong)number);
        var random = new SimulationRandom(seed);
        var driver = Driver.Draw(_options.Drivers, random);
        var car = new CarMotion(_roads.Traffic, 0, driver, new SimulationRandom(SimulationRandom.Derive(seed, 1)));
        if (!TryPlan(random, car.Trip))
            return null;
        SpeedPlan.Fill(_roads.Network, car.Trip, driver.BrakingMps2);
        return Drive(number, seed, beginMs, car);
    }

    private bool TryPlan(SimulationRandom random, Trip trip)
    {
        var nodes = new List<int>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            nodes.Clear();
            var from = _places.Draw(random);
            var at = Graph.ToNode(from.Edge);
            for (var i = 0; i < _viaRoads; i++)
            {
                var edge = DrawNear(at, random);
                at = Graph.ToNode(edge);
                nodes.AddRange([Graph.FromNode(edge), at]);
            }

            nodes.Add(Graph.ToNode(DrawNear(at, random)));
            if (_roads.Routes.TryFindBy(
                from, CollectionsMarshal.AsSpan(nodes), new RouteTaste(random.NextBits(), GuessSpread, false), trip))
                return true;
        }

        return false;
    }

    // The first drawn that is near enough, else the nearest of those drawn.
    private int DrawNear(int node, SimulationRandom random)
    {
        var (best, bestM) = (-1, double.PositiveInfinity);
        for (var draw = 0; draw < NearDraws && (best < 0 || bestM > _legM); draw++)
        {
            var edge = _drivable[random.Below(_drivable.Length)];
            if (_roads.Network.AwayM(node, Graph.ToNode(edge)) is var away && away < bestM)
                (best, bestM) = (edge, away);
        }

        return best;
    }

    private SoloDrive Drive(int number, ulong seed, long beginMs, CarMotion car)
    {
        var intervalS = _options.FrameInterval.TotalSeconds;
        var steps = Vehicle.StepsPerFrame(_options);
        var sensors = new FrameSensors(
            _options.SensorErrors, intervalS, _roads.Sky, new SimulationRandom(SimulationRandom.Derive(seed, 2)));
        var camera = new SignReader(
            _roads.Network, _roads.Signs, _options.SignErrors, intervalS, new SimulationRandom(SimulationRandom.Derive(seed, 3)));
        var name = seed.ToString("x16", CultureInfo.InvariantCulture);
        var recorder = new DriveRecorder(_options.FleetId, name, name, _options.Recorder);
        var (timesMs, atM) = (new List<long>(), new List<double>());
        car.TryBegin(intervalS / steps);
        sensors.Begin(beginMs);
        camera.Begin(car.Trip);
        var (edge, framedM, parked) = (0, car.AtM, 0);
        for (var frames = 1; parked < ParkedFrames && frames <= MostFrames; frames++)
        {
            var timeMs = beginMs + (long)(frames * _options.FrameInterval.TotalMilliseconds);
            _roads.Traffic.MoveTo(timeMs, _roads.UtcOffset);
            for (var step = 0; step < steps; step++)
                car.Step(intervalS / steps);
            for (; edge < car.EdgeIndex; edge++)
            {
                if (_roads.Network.IsTurnOff(car.Trip.Edges[edge], car.Trip.Edges[edge + 1]))
                    recorder.ForgetSigns(Math.Max(0, car.Trip.StartM[edge + 1] - framedM - BeforeTurnM));
            }

            framedM = car.AtM;
            var frame = sensors.Sense(car.Pose(), timeMs);
            camera.Read(car.Trip, car.AtM, car.SpeedMps, timeMs, frame);
            if (recorder.Record(frame))
            {
                timesMs.Add(frame.TimestampUtcMs);
                atM.Add(car.AtM);
            }

            parked += car.HasArrived ? 1 : 0;
        }

        recorder.Finish();
        var messages = new List<FrameMessage>();
        while (recorder.TryTake(out var message))
            messages.Add(message);
        var drive = new SoloDrive(
            number, DateTimeOffset.FromUnixTimeMilliseconds(beginMs), [.. car.Trip.Edges], [.. car.Trip.StartM], car.Trip.FromM,
            car.AtM, [.. timesMs], [.. atM], messages);
        car.End();
        return drive;
    }
}
