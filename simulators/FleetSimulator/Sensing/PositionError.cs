using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Sensing;

/// <summary>The error of one vehicle's positions: a slow drift, white noise, and spells of gross error.</summary>
internal sealed class PositionError(SensorErrors errors, double intervalS, SimulationRandom random)
{
    private readonly double _keep = Math.Exp(-intervalS / errors.DriftTime.TotalSeconds);
    private readonly double _endSpell = Math.Min(1, intervalS / errors.OutlierTime.TotalSeconds);
    private double _driftEast = errors.DriftM * random.NextGaussian();
    private double _driftNorth = errors.DriftM * random.NextGaussian();
    private double _grossEast;
    private double _grossNorth;
    private bool _isGross;

    /// <summary>Metres eastwards, after the last <see cref="Next"/>.</summary>
    public double EastM { get; private set; }

    /// <summary>Metres northwards, after the last <see cref="Next"/>.</summary>
    public double NorthM { get; private set; }

    /// <summary>Moves on by one frame.</summary>
    public void Next()
    {
        var fresh = errors.DriftM * Math.Sqrt(1 - _keep * _keep);
        _driftEast = _driftEast * _keep + fresh * random.NextGaussian();
        _driftNorth = _driftNorth * _keep + fresh * random.NextGaussian();
        NextSpell();
        EastM = _driftEast + _grossEast + errors.WhiteM * random.NextGaussian();
        NorthM = _driftNorth + _grossNorth + errors.WhiteM * random.NextGaussian();
    }

    // Two states; the chance to begin is such that the share of frames within spells is as asked for.
    private void NextSpell()
    {
        if (_isGross)
        {
            if (!random.Chance(_endSpell))
                return;
            (_isGross, _grossEast, _grossNorth) = (false, 0, 0);
        }
        else if (random.Chance(_endSpell * errors.OutlierShare / (1 - errors.OutlierShare)))
        {
            var (sin, cos) = Math.SinCos(random.Between(0, 2 * Math.PI));
            var size = random.Between(errors.OutlierMinM, errors.OutlierMaxM);
            (_isGross, _grossEast, _grossNorth) = (true, size * sin, size * cos);
        }
    }
}
