using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.Sensing;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>Where a car is on its trip and how fast: accelerates to the limit as its driver takes it, brakes in time, stands.</summary>
internal sealed class CarMotion(TrueNetwork network, double speedFactor, double accelerationMps2, SimulationRandom random)
{
    private const double HardestBrakingMps2 = 4;
    private const double LaneCentreM = 1.75;
    private const double StopsWithinM = 0.5;
    private const double MoodSpread = 0.03;
    private const double MoodKept = 0.95;

    private int _piece;
    private int _checkpoint;
    private double _standS;
    private double _mood;

    public Trip Trip { get; } = new();

    /// <summary>Metres along the trip.</summary>
    public double AtM { get; private set; }

    public double SpeedMps { get; private set; }

    /// <summary>Index of the trip's edge that the car is on.</summary>
    public int EdgeIndex { get; private set; }

    public int Edge => Trip.Edges[EdgeIndex];

    /// <summary>True once the car stands at the trip's end.</summary>
    public bool HasArrived => _checkpoint == Trip.Checkpoints.Count;

    /// <summary>The driver's share of the limit.</summary>
    public double SpeedFactor => speedFactor;

    /// <summary>Stands at the begin of a trip that was just planned.</summary>
    public void Begin() => (AtM, SpeedMps, EdgeIndex, _piece, _checkpoint, _standS) = (0, 0, 0, 0, 0, 0);

    /// <summary>Moves on by a time.</summary>
    public void Step(double seconds)
    {
        if (HasArrived)
            return;
        if (_standS > 0)
        {
            _standS -= seconds;
            return;
        }

        _mood = _mood * MoodKept + MoodSpread * random.NextGaussian() * Math.Sqrt(1 - MoodKept * MoodKept);
        var next = Trip.Checkpoints[_checkpoint];
        var braking = Math.Sqrt(next.SpeedMps * next.SpeedMps + 2 * TripPlanner.BrakingMps2 * Math.Max(0, next.AtM - AtM));
        var wanted = Math.Min(network.LimitMps(Edge) * speedFactor * (1 + _mood), braking);
        var change = Math.Clamp(wanted - SpeedMps, -HardestBrakingMps2 * seconds, accelerationMps2 * seconds);
        var before = SpeedMps;
        SpeedMps = Math.Max(0, before + change);
        AtM += (before + SpeedMps) / 2 * seconds;
        PassCheckpoints();
    }

    /// <summary>True while another edge of the trip was entered; to be called until false after a step.</summary>
    public bool TryEnterNextEdge()
    {
        if (EdgeIndex + 1 >= Trip.Edges.Count || AtM < Trip.StartM[EdgeIndex + 1])
            return false;
        EdgeIndex++;
        _piece = 0;
        return true;
    }

    /// <summary>Where the car is, for its sensors.</summary>
    public TruePose Pose()
    {
        var pieces = network.Pieces(Edge);
        var onEdge = AtM - Trip.StartM[EdgeIndex];
        while (_piece + 1 < pieces.Length && pieces[_piece + 1].FromM <= onEdge)
            _piece++;
        ref readonly var piece = ref pieces[_piece];
        var fraction = piece.LengthM > 0 ? Math.Min((onEdge - piece.FromM) / piece.LengthM, 1) : 0;
        return new TruePose(
            piece.LonDeg + piece.DLonDeg * fraction, piece.LatDeg + piece.DLatDeg * fraction, piece.MetresPerLonDeg,
            piece.East, piece.North, piece.BearingDeg, piece.IsTwoWay ? LaneCentreM : 0, SpeedMps);
    }

    private void PassCheckpoints()
    {
        while (_checkpoint < Trip.Checkpoints.Count)
        {
            var next = Trip.Checkpoints[_checkpoint];
            if (next.SpeedMps == 0 && AtM >= next.AtM - StopsWithinM)
            {
                // A hair short of the place, so that the car stands on the edge that leads there.
                (AtM, SpeedMps, _standS) = (Math.Max(0, next.AtM - 0.01), 0, next.StandS);
                _checkpoint++;
                return;
            }

            if (AtM < next.AtM)
                return;
            _checkpoint++;
        }
    }
}
