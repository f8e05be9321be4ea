namespace Telemetry.FleetSimulator.Sensing;

/// <summary>Where a car truly is and how it moves, as its sensors find it at one moment.</summary>
/// <param name="LonDeg">Longitude of the point of the road's line beside which the car is.</param>
/// <param name="LatDeg">Latitude of that point.</param>
/// <param name="MetresPerLonDeg">Metres in a degree of longitude here.</param>
/// <param name="East">Eastern part of the unit vector in driving direction.</param>
/// <param name="North">Northern part of the unit vector in driving direction.</param>
/// <param name="BearingDeg">Degrees clockwise from north.</param>
/// <param name="RightM">Metres from the road's line to the middle of the car's lane; negative to the left.</param>
/// <param name="SpeedMps">Speed in m/s; 0 standing.</param>
internal readonly record struct TruePose(
    double LonDeg, double LatDeg, double MetresPerLonDeg, double East, double North, double BearingDeg, double RightM,
    double SpeedMps);
