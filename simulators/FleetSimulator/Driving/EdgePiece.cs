namespace Telemetry.FleetSimulator.Driving;

/// <summary>A straight piece of a directed edge.</summary>
/// <param name="FromM">Metres along the edge, in driving direction, at which it begins.</param>
/// <param name="LengthM">Its length.</param>
/// <param name="LonDeg">Longitude where it begins.</param>
/// <param name="LatDeg">Latitude where it begins.</param>
/// <param name="DLonDeg">Longitude from its begin to its end.</param>
/// <param name="DLatDeg">Latitude from its begin to its end.</param>
/// <param name="East">Eastern part of the unit vector in driving direction.</param>
/// <param name="North">Northern part of the unit vector in driving direction.</param>
/// <param name="BearingDeg">Degrees clockwise from north.</param>
/// <param name="MetresPerLonDeg">Metres in a degree of longitude here.</param>
/// <param name="IsTwoWay">True where traffic comes the other way: one keeps right of the middle.</param>
internal readonly record struct EdgePiece(
    double FromM, double LengthM, double LonDeg, double LatDeg, double DLonDeg, double DLatDeg,
    double East, double North, double BearingDeg, double MetresPerLonDeg, bool IsTwoWay);
