using Telemetry.FleetSimulator.Driving.Drivers;
using Telemetry.FleetSimulator.Driving.Traffic;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.Sensing;
using Telemetry.FleetSimulator.Trips;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>
/// Where a car is on its trip and how fast: as its driver takes the limit, slower in bends, behind others, and where it has to give
/// way. The drive is safe by construction: before a car is so close to a junction that it could not stop any more, it
/// has claimed the lane behind it.
/// </summary>
internal sealed class CarMotion
{
    // For a lower limit or a bend; for others a car may brake as hard as it can.
    private const double UsualBrakingMps2 = 3.5;
    private const double HorizonM = 15;
    private const double KeptFreeM = 0.5;
    private const double StopsBeforeLineM = 1;
    private const double ArrivesWithinM = 0.5;
    private const double StandingMps = 0.3;
    private const double MoodSpread = 0.03;
    private const double MoodKept = 0.95;
    private static readonly double MoodFresh = MoodSpread * Math.Sqrt(1 - MoodKept * MoodKept);

    private readonly RoadTraffic _traffic;
    private readonly TrueNetwork _network;
    private readonly LaneClaims _claims;
    private readonly Driver _driver;
    private readonly SimulationRandom _random;
    private readonly int _car;
    private int _piece;
    private int _checkpoint;
    private double _waitedS;
    private double _mood;
    private double _speedMps;
    private double _atM;
    private double _startM;
    private double _endM;
    private int _edge;
    private int _nextEdge;
    private int _lane;
    private Checkpoint _bend;

    public CarMotion(RoadTraffic traffic, int car, Driver driver, SimulationRandom random)
    {
        (_traffic, _network, _car, _driver, _random) = (traffic, traffic.Network, car, driver, random);
        _claims = new LaneClaims(traffic, car, driver, Trip);
    }

    public Trip Trip { get; } = new();

    /// <summary>Metres along the trip.</summary>
    public double AtM => _atM;

    public double SpeedMps => _speedMps;

    /// <summary>Index of the trip's edge that the car is on.</summary>
    public int EdgeIndex { get; private set; }

    public int Edge => _edge;

    /// <summary>Edges of the trip, the one the car is on included, that it cannot but drive.</summary>
    public int CommittedEdges => Math.Max(_claims.End, EdgeIndex + 1);

    /// <summary>True once the car stands at the trip's end.</summary>
    public bool HasArrived { get; private set; }

    /// <summary>How long the car has stood for others, in seconds; a red light does not count.</summary>
    public double BlockedS { get; private set; }

    /// <summary>Pulls out into the road where a trip begins that was just planned; false where somebody is in the way.</summary>
    public bool TryBegin(double stepS)
    {
        if (!_traffic.TryPullOut(_car, Trip.Edges[0], _driver.Lane, Trip.FromM, _driver.LengthM, stepS))
            return false;
        (_atM, _speedMps, EdgeIndex, _piece, _checkpoint, HasArrived) = (Trip.FromM, 0, 0, 0, 0, false);
        (_waitedS, BlockedS) = (0, 0);
        _claims.Begin();
        FindNextBend();
        TakeEdge();
        return true;
    }

    /// <summary>Leaves the road.</summary>
    public void End()
    {
        _claims.ReleaseAll();
        _traffic.Queues.Leave(_car);
    }

    /// <summary>The trip leads elsewhere behind the committed edges: plans its speeds anew.</summary>
    public void Reroute()
    {
        SpeedPlan.Fill(_network, Trip, _driver.BrakingMps2);
        _checkpoint = 0;
        FindNextBend();
        TakeEdge();
    }

    /// <summary>Moves on by a time.</summary>
    public void Step(double stepS)
    {
        if (HasArrived)
        {
            _speedMps = 0;
            return;
        }

        _mood = _mood * MoodKept + MoodFresh * _random.NextGaussian();
        var wanted = WantedMps();
        var leader = LookAhead(out var gapM, out var leaderMps, out var lineM);
        var speed = _speedMps + CarFollowing.AccelerationMps2(_driver, _speedMps, wanted, gapM, leaderMps) * stepS;
        speed = Math.Min(speed, Math.Min(BendMps(), Math.Sqrt(2 * _driver.BrakingMps2 * Math.Max(0, lineM))));
        speed = Math.Max(speed, _speedMps - UsualBrakingMps2 * stepS);
        speed = Math.Min(speed, CarFollowing.SafeSpeedMps(gapM - KeptFreeM, leaderMps, leader < _car, _speedMps, stepS));
        speed = Math.Min(speed, CarFollowing.SafeSpeedMps(lineM, 0, true, _speedMps, stepS));
        speed = Math.Max(0, Math.Max(speed, _speedMps - CarFollowing.HardestBrakingMps2 * stepS));
        var driven = (_speedMps + speed) / 2 * stepS;
        if (speed == 0)
            // Stands before the step is over.
            driven = Math.Max(0, Math.Min(driven, Math.Min(gapM - KeptFreeM, lineM)));
        (_atM, _speedMps) = (_atM + driven, speed);
        Wait(stepS);
        Arrive();
        while (_nextEdge >= 0 && _atM >= _endM)
            EnterNextEdge();
        _traffic.Queues.MoveTo(_car, _atM - _startM, _speedMps);
        _claims.ReleasePassed(_atM);
    }

    /// <summary>Where the car is, for its sensors.</summary>
    public TruePose Pose()
    {
        var pieces = _network.Pieces(_edge);
        var onEdge = _atM - _startM;
        while (_piece + 1 < pieces.Length && pieces[_piece + 1].FromM <= onEdge)
            _piece++;
        ref readonly var piece = ref pieces[_piece];
        var fraction = piece.LengthM > 0 ? Math.Min((onEdge - piece.FromM) / piece.LengthM, 1) : 0;
        var rightM = _network.Lanes.RightM(_edge, _lane, piece.IsTwoWay);
        return new TruePose(
            piece.LonDeg + piece.DLonDeg * fraction, piece.LatDeg + piece.DLatDeg * fraction, piece.MetresPerLonDeg,
            piece.East, piece.North, piece.BearingDeg, rightM, _speedMps);
    }

    // The limit here, and braking in time for the next one.
    private double WantedMps()
    {
        ref readonly var rule = ref _traffic.Limits.On(_edge);
        var along = _atM - _startM;
        var share = _driver.SpeedFactor * (1 + _mood);
        var isBefore = along < rule.InnerFromM;
        var wanted = Math.Min((isBefore ? rule.Mps : rule.InnerMps) * share * _traffic.SpeedShare(_edge), _driver.TopSpeedMps);
        var (next, inM) = isBefore && rule.InnerFromM < float.PositiveInfinity
            ? (rule.InnerMps * share, rule.InnerFromM - along)
            : _nextEdge >= 0 ? (_traffic.Limits.On(_nextEdge).Mps * share, _endM - _atM) : (wanted, 0);
        return next >= wanted ? wanted : Math.Min(wanted, ReachableMps(next, inM));
    }

    private double BendMps()
    {
        if (_atM >= _bend.AtM)
            FindNextBend();
        return double.IsPositiveInfinity(_bend.AtM) ? double.PositiveInfinity : ReachableMps(_bend.SpeedMps, _bend.AtM - _atM);
    }

    private void FindNextBend()
    {
        while (_checkpoint < Trip.Checkpoints.Count && Trip.Checkpoints[_checkpoint].AtM <= _atM)
            _checkpoint++;
        _bend = _checkpoint < Trip.Checkpoints.Count ? Trip.Checkpoints[_checkpoint] : new Checkpoint(double.PositiveInfinity, 0);
    }

    private double ReachableMps(double speedMps, double inM) =>
        Math.Sqrt(speedMps * speedMps + 2 * _driver.BrakingMps2 * Math.Max(0, inM));

    // Whom one drives behind, -1 for nobody, and up to where one may drive.
    private int LookAhead(out double gapM, out double leaderMps, out double lineM)
    {
        (gapM, leaderMps) = (double.PositiveInfinity, 0);
        lineM = Trip.ToM - _atM;
        var horizon = _speedMps * _speedMps / (2 * _driver.BrakingMps2) + _speedMps + HorizonM;
        var blocker = _traffic.Ahead(_car);
        var leader = blocker;
        if (leader >= 0)
            (gapM, leaderMps) = (_traffic.Queues.BackM(blocker) + _startM - _atM, _traffic.Queues.SpeedMps(blocker));
        for (var next = EdgeIndex + 1; next < Trip.Edges.Count; next++)
        {
            var toLine = Trip.StartM[next] - _atM;
            if (toLine > horizon)
                break;
            if (next >= _claims.End
                    ? !_claims.TryExtend(toLine, blocker, _speedMps, _waitedS)
                    : _claims.TryGiveBack(next, toLine - StopsBeforeLineM, _speedMps))
            {
                lineM = Math.Min(lineM, toLine - StopsBeforeLineM);
                break;
            }

            blocker = _traffic.LastOn(_traffic.LaneOf(Trip.Edges[next], _driver.Lane));
            if (blocker == _car)
                blocker = -1;
            if (blocker < 0 || leader >= 0)
                continue;
            leader = blocker;
            (gapM, leaderMps) = (Trip.StartM[next] + _traffic.Queues.BackM(blocker) - _atM, _traffic.Queues.SpeedMps(blocker));
        }

        _traffic.Queues.SetGoesOn(_car, _claims.End > EdgeIndex + 1);
        return leader;
    }

    private void Wait(double stepS)
    {
        var stands = _speedMps < StandingMps;
        _waitedS = stands ? _waitedS + stepS : 0;
        if (!stands)
            BlockedS = 0;
        else if (_traffic.AtEnd(_edge) != Priority.Signal || _traffic.IsGreen(_edge))
            BlockedS += stepS;
    }

    private void Arrive()
    {
        if (_nextEdge >= 0 || Trip.ToM - _atM > ArrivesWithinM || _speedMps > StandingMps)
            return;
        HasArrived = true;
    }

    private void EnterNextEdge()
    {
        EdgeIndex++;
        _piece = 0;
        TakeEdge();
        _traffic.Queues.Leave(_car);
        _traffic.Queues.Enter(_car, _lane, _driver.LengthM);
    }

    // What every step asks of the edge is kept at hand.
    private void TakeEdge()
    {
        _edge = Trip.Edges[EdgeIndex];
        (_startM, _endM) = (Trip.StartM[EdgeIndex], Trip.StartM[EdgeIndex + 1]);
        _nextEdge = EdgeIndex + 1 < Trip.Edges.Count ? Trip.Edges[EdgeIndex + 1] : -1;
        _lane = _traffic.LaneOf(_edge, _driver.Lane);
    }
}
