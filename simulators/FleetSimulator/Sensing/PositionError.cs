using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Sensing;

/// <summary>
/// The error of one vehicle's positions: Gauss-Markov noise, lasting and passing, and a little white noise, all stretched by
/// a scale that trips differ in and that follows the view of the sky, much worse in a canyon of houses or trees.
/// </summary>
internal sealed class PositionError
{
    // The view over which a place turns into a canyon, so that nothing jumps.
    private const double CanyonRamp = 0.5;

    // A receiver knows that its errors are large, not how large: it claims less than the whole of the scale.
    private const double ClaimExponent = 0.7;
    private const double ClaimBias = 0.15;
    private const double ClaimNoise = 0.05;
    private const double LeastClaimM = 1;
    private const double LargestClaimM = 200;

    private readonly SkyView _sky;
    private readonly SimulationRandom _random;
    private readonly double _slowM;
    private readonly double _fastM;
    private readonly double _whiteM;
    private readonly double _claimM;
    private readonly double _tripSpread;
    private readonly double _skySpread;
    private readonly double _placeWeight;
    private readonly double _satelliteWeight;
    private readonly double _canyonFrom;
    private readonly double _canyonLog;
    private GaussMarkov _slowEast;
    private GaussMarkov _slowNorth;
    private GaussMarkov _fastEast;
    private GaussMarkov _fastNorth;
    private GaussMarkov _satellites;
    private double _trip;

    public PositionError(SensorErrors errors, double intervalS, SkyView sky, SimulationRandom random)
    {
        (_sky, _random) = (sky, random);
        _slowM = errors.PositionM * Math.Sqrt(errors.SlowShare);
        _whiteM = errors.PositionM * Math.Sqrt(errors.WhiteShare);
        _fastM = errors.PositionM * Math.Sqrt(1 - errors.SlowShare - errors.WhiteShare);
        _claimM = Math.Sqrt(2) * errors.PositionM * Math.Exp(ClaimBias * random.NextGaussian());
        (_tripSpread, _skySpread) = (errors.TripSpread, errors.SkySpread);
        (_placeWeight, _satelliteWeight) = (Math.Sqrt(errors.PlaceShare), Math.Sqrt(1 - errors.PlaceShare));
        (_canyonFrom, _canyonLog) = (errors.CanyonFrom, Math.Log(errors.CanyonFactor));
        _slowEast = _slowNorth = new GaussMarkov(intervalS, errors.SlowTime);
        _fastEast = _fastNorth = new GaussMarkov(intervalS, errors.FastTime);
        _satellites = new GaussMarkov(intervalS, errors.SatelliteTime);
    }

    /// <summary>Metres eastwards, after the last <see cref="Next"/>.</summary>
    public double EastM { get; private set; }

    /// <summary>Metres northwards, after the last <see cref="Next"/>.</summary>
    public double NorthM { get; private set; }

    /// <summary>The radial standard deviation that the receiver claims, after the last <see cref="Next"/>.</summary>
    public double ClaimedM { get; private set; }

    /// <summary>A new trip begins: the car stood for long enough to forget the last one's errors.</summary>
    public void Begin()
    {
        _slowEast.Begin(_random);
        _slowNorth.Begin(_random);
        _fastEast.Begin(_random);
        _fastNorth.Begin(_random);
        _satellites.Begin(_random);
        _trip = _tripSpread * _random.NextGaussian();
    }

    /// <summary>Moves on by one frame, to a place in degrees.</summary>
    public void Next(double lonDeg, double latDeg)
    {
        _slowEast.Next(_random);
        _slowNorth.Next(_random);
        _fastEast.Next(_random);
        _fastNorth.Next(_random);
        _satellites.Next(_random);
        var view = _placeWeight * _sky.At(lonDeg, latDeg) + _satelliteWeight * _satellites.Value;
        var logScale = _trip + _skySpread * view + _canyonLog * Math.Clamp((view - _canyonFrom) / CanyonRamp, 0, 1);
        var scale = Math.Exp(logScale);
        EastM = scale * (_slowM * _slowEast.Value + _fastM * _fastEast.Value + _whiteM * _random.NextGaussian());
        NorthM = scale * (_slowM * _slowNorth.Value + _fastM * _fastNorth.Value + _whiteM * _random.NextGaussian());
        var claim = _claimM * Math.Exp(ClaimExponent * logScale) * (1 + ClaimNoise * _random.NextGaussian());
        ClaimedM = Math.Clamp(claim, LeastClaimM, LargestClaimM);
    }
}
